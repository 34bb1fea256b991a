package dev.cinestream.eventsourcing.rebuild;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the last or running rebuild of a projection is.
///
/// @param version of the code that builds the next generation
/// @param eventsDone read from the log and applied
/// @param eventsTotal in the log now
/// @param startedBy who asked, or `system:start`
/// @param compared what the serving generation was found to be; null until then
/// @param error why it failed, or why it is tried again
public record RebuildStatus(
        String projection,
        Phase phase,
        int version,
        long eventsDone,
        long eventsTotal,
        double eventsPerSecond,
        String startedBy,
        String reason,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Comparison compared,
        @Nullable String error) {

    /// In order; the last three end it.
    public enum Phase {
        LOADING,
        INDEXING,
        CATCHING_UP,
        COMPARING,
        SWAPPING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isOver() {
            return compareTo(DONE) >= 0;
        }

        /// As it lies in `engine.rebuild`.
        String stored() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Phase read(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /// 0 to 100; 100 only when it is done.
    public double percent() {
        if (phase == Phase.DONE) {
            return 100;
        }
        return eventsTotal == 0 ? 0 : Math.min(99.9, 100.0 * eventsDone / eventsTotal);
    }

    /// At the present speed; null when nobody can say.
    public @Nullable Long secondsLeft() {
        if (phase.isOver()) {
            return 0L;
        }
        return eventsPerSecond < 1
                ? null
                : Math.max(0, Math.round((eventsTotal - eventsDone) / eventsPerSecond));
    }
}
