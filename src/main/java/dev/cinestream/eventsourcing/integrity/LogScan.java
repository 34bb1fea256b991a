package dev.cinestream.eventsourcing.integrity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One full reading of the log that verifies every event, in progress or done.
///
/// @param categories what it reads
/// @param recordsTotal records to read, known when it has begun
/// @param report when done
/// @param error why it failed
public record LogScan(
        UUID id,
        String actor,
        State state,
        List<String> categories,
        long recordsDone,
        long recordsTotal,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable ScanReport report,
        @Nullable String error) {

    /// A scan's life.
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }
}
