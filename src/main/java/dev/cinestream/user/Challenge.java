package dev.cinestream.user;

import java.time.Instant;
import java.util.UUID;

/// What is mailed to somebody, so that they can show that they read it.
///
/// @param expiresAt no longer good from then on
public record Challenge(UUID id, Instant expiresAt) {

    public boolean isMetBy(UUID answer, Instant at) {
        return id.equals(answer) && at.isBefore(expiresAt);
    }
}
