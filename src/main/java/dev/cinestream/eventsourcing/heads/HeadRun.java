package dev.cinestream.eventsourcing.heads;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One comparison of a category's heads with the log, running or over.
///
/// @param lanes which; empty for all
/// @param eventsDone read so far; more than the total when the log was read more than once, or grew
/// @param report when done
/// @param error why it failed
public record HeadRun(
        String category,
        UUID id,
        Mode mode,
        List<Integer> lanes,
        State state,
        long eventsDone,
        long eventsTotal,
        String startedBy,
        String reason,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable HeadReport report,
        @Nullable String error) {

    /// What is done about differences.
    public enum Mode {
        VERIFY,
        REBUILD;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Its life.
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
