package dev.cinestream.admin.web;

import dev.cinestream.eventsourcing.status.ConsumerStatus;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What support sees of the consumers of the log.
public final class ConsumerViews {

    private static final double MILLIS = 1_000;

    private ConsumerViews() {}

    @Schema(name = "Consumer", description = "How far a consumer of the log is")
    public record ConsumerView(
            String name,
            List<String> categories,
            @Schema(description = "The tables that serve; absent when it has none")
                    ConsumerStatus.@Nullable Generation generation,
            @Schema(description = "Committed and not yet applied") long eventsBehind,
            @Schema(description = "How long the first of them has been committed")
                    double secondsBehind,
            @Schema(description = "Lanes that stand still because an event is missing")
                    List<ConsumerStatus.StoppedLane> stoppedLanes,
            @Schema(description = "In quarantine") long parkedStreams,
            long parkedEvents) {

        static ConsumerView of(ConsumerStatus of) {
            return new ConsumerView(
                    of.name(),
                    of.categories(),
                    of.generation(),
                    of.eventsBehind(),
                    seconds(of.behind()),
                    of.stopped(),
                    of.parkedStreams(),
                    of.parkedEvents());
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / MILLIS;
        }
    }
}
