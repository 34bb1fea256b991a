package dev.cinestream.user.emailclaim;

import java.util.UUID;

/// Whose an address is.
public sealed interface EmailClaimState {

    record Free() implements EmailClaimState {}

    record Held(UUID account) implements EmailClaimState {}
}
