package dev.cinestream.platform.health;

import dev.cinestream.eventsourcing.status.ConsumerStatus;
import dev.cinestream.eventsourcing.status.Consumers;
import dev.cinestream.platform.health.Part.Found;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// How far the read models are. That they are behind is reported, and a reason only when configured ([HealthConfig]).
@Readiness
@ApplicationScoped
public class ProjectionsReady implements AsyncHealthCheck {

    private final Consumers consumers;
    private final HealthConfig config;

    ProjectionsReady(Consumers consumers, HealthConfig config) {
        this.consumers = consumers;
        this.config = config;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Part.check("projections", consumers.all().map(this::found));
    }

    private Found found(List<ConsumerStatus> all) {
        Map<String, Object> facts = new TreeMap<>();
        all.forEach(one -> facts.put(one.name(), sentence(one)));
        String late =
                all.stream()
                        .filter(this::isTooLate)
                        .map(ConsumerStatus::name)
                        .collect(Collectors.joining(", "));
        return new Found(late.isEmpty() ? "" : "too far behind: " + late, facts);
    }

    private boolean isTooLate(ConsumerStatus one) {
        return config.mostProjectionLagMillis() > 0
                && one.behind().toMillis() > config.mostProjectionLagMillis();
    }

    private static String sentence(ConsumerStatus one) {
        String lag =
                one.eventsBehind() == 0
                        ? "up to date"
                        : "%d events, %d ms behind"
                                .formatted(one.eventsBehind(), one.behind().toMillis());
        String stopped =
                one.stopped().isEmpty()
                        ? ""
                        : "; an event is missing in "
                                + one.stopped().stream()
                                        .map(lane ->
                                                "%s lane %d after %d"
                                                        .formatted(
                                                                lane.category(),
                                                                lane.lane(),
                                                                lane.applied()))
                                        .collect(Collectors.joining(", "));
        return one.parkedStreams() == 0
                ? lag + stopped
                : lag + stopped + "; " + one.parkedStreams() + " streams in quarantine";
    }
}
