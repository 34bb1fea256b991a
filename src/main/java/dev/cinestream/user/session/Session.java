package dev.cinestream.user.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A device that is logged in, or was.
///
/// @param device as its owner knows it
/// @param profile who watches; null while none was chosen
/// @param number of the newest refresh token
/// @param over ended, or not refreshed in time
public record Session(
        UUID id,
        UUID account,
        String device,
        @Nullable UUID profile,
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
