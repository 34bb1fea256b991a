package dev.cinestream.eventsourcing.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A lane group on its way to Kafka: who relays it, and what still waits.
///
/// @param owner the instance that holds the lease; null when nobody does
/// @param epoch rises with every change of owner
/// @param expiresAt when the lease ends unless it is renewed; null when nobody holds it
/// @param held whether somebody holds the lease and renewed it in time
/// @param committed the last outbox row written
/// @param relayed the last outbox row that Kafka has
/// @param oldest when the first waiting event was decided; null when none waits
/// @param events waiting events
/// @param bytes what they take in the outbox
/// @param exact whether events and bytes were counted, not estimated from the first waiting rows
public record RelayStatus(
        int group,
        @Nullable String owner,
        long epoch,
        @Nullable Instant expiresAt,
        boolean held,
        long committed,
        long relayed,
        @Nullable Instant oldest,
        long events,
        long bytes,
        boolean exact) {

    /// Outbox rows, a transaction each, that Kafka does not have yet.
    public long rows() {
        return committed - relayed;
    }
}
