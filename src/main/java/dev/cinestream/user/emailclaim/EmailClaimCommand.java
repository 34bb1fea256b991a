package dev.cinestream.user.emailclaim;

import java.util.UUID;

/// What one can ask of a claim.
public sealed interface EmailClaimCommand {

    /// For an account whose owner showed that they read the address's mail.
    record ClaimEmail(UUID account) implements EmailClaimCommand {}

    record ReleaseEmail(UUID account) implements EmailClaimCommand {}
}
