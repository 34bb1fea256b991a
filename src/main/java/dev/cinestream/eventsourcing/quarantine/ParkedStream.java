package dev.cinestream.eventsourcing.quarantine;

import java.time.Instant;
import java.util.UUID;

/// A stream that a consumer could not apply, and what waits behind it.
///
/// @param error why the last try failed
/// @param attempts how often it was tried
/// @param parkedAt since when
/// @param events how many wait
public record ParkedStream(
        String consumer,
        String category,
        UUID streamId,
        String error,
        int attempts,
        Instant parkedAt,
        long events) {

    /// Its place in the listing, oldest first.
    public Key key() {
        return new Key(parkedAt, streamId, consumer);
    }

    /// Where a page ended.
    public record Key(Instant parkedAt, UUID streamId, String consumer) {}
}
