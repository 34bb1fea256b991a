package dev.cinestream.user.emailclaim;

import java.util.UUID;

/// What happens to a claim.
public sealed interface EmailClaimEvent {

    record EmailClaimed(UUID account) implements EmailClaimEvent {}

    record EmailReleased(UUID account) implements EmailClaimEvent {}
}
