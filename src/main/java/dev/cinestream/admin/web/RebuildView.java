package dev.cinestream.admin.web;

import dev.cinestream.eventsourcing.rebuild.Comparison;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus.Phase;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Where a rebuild is.
@Schema(name = "Rebuild")
public record RebuildView(
        String projection,
        @Schema(description = "In the order they are listed; the last three end it") Phase phase,
        @Schema(description = "0 to 100; 100 only when it is done") double percent,
        long eventsDone,
        long eventsTotal,
        double eventsPerSecond,
        @Schema(description = "At the present speed; absent when nobody can say")
                @Nullable Long secondsLeft,
        @Schema(description = "Of the code that builds it") int version,
        @Schema(description = "Who asked, or system:start") String startedBy,
        String reason,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Schema(description = "What the serving read model was found to be; absent until then")
                @Nullable Comparison compared,
        @Schema(description = "Why it failed, or is tried again") @Nullable String error) {

    static RebuildView of(RebuildStatus of) {
        return new RebuildView(
                of.projection(),
                of.phase(),
                of.percent(),
                of.eventsDone(),
                of.eventsTotal(),
                of.eventsPerSecond(),
                of.secondsLeft(),
                of.version(),
                of.startedBy(),
                of.reason(),
                of.startedAt(),
                of.finishedAt(),
                of.compared(),
                of.error());
    }

    boolean isOver() {
        return phase.isOver();
    }
}
