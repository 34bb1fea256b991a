package dev.cinestream.user.account;

import dev.cinestream.user.StaffRole;
import java.time.Instant;

/// What staff does with an account. Who, and why, is in the events' metadata.
public sealed interface StaffEvent extends AccountEvent {

    record RoleGranted(StaffRole role) implements StaffEvent {}

    record RoleRevoked(StaffRole role) implements StaffEvent {}

    record ActingAllowed(Instant until) implements StaffEvent {}
}
