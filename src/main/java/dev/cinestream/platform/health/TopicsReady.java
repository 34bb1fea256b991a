package dev.cinestream.platform.health;

import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.status.Broker;
import dev.cinestream.platform.health.Part.Found;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// The declared topics are there, as declared, and somebody leads every partition.
@Readiness
@ApplicationScoped
public class TopicsReady implements AsyncHealthCheck {

    private final Broker broker;
    private final LogLayout layout;

    TopicsReady(Broker broker, LogLayout layout) {
        this.broker = broker;
        this.layout = layout;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Part.check(
                "topics",
                broker.topicsNotAsDeclared()
                        .map(flaws ->
                                new Found(
                                        String.join("; ", flaws),
                                        Map.of("declared", layout.topics().size()))));
    }
}
