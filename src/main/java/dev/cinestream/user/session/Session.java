package dev.cinestream.user.session;

import java.time.Instant;
import java.util.UUID;

/// A device that is logged in, or was.
///
/// @param device as its owner knows it
/// @param number of the newest refresh token
/// @param over ended, or not refreshed in time
public record Session(
        UUID id,
        UUID account,
        String device,
        long number,
        Instant openedAt,
        Instant refreshedAt,
        Instant expiresAt,
        boolean over) {

    /// Why one ended before its time.
    public enum End {
        LOGGED_OUT,
        /// From another device of the same account, or by support.
        REVOKED,
        /// A refresh token came a second time: it was stolen.
        REUSED,
        PASSWORD_CHANGED,
        /// With the account.
        CLOSED
    }
}
