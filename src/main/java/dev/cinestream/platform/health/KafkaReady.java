package dev.cinestream.platform.health;

import dev.cinestream.eventsourcing.status.Broker;
import dev.cinestream.platform.health.Part.Found;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Kafka answers.
@Readiness
@ApplicationScoped
public class KafkaReady implements AsyncHealthCheck {

    private final Broker broker;

    KafkaReady(Broker broker) {
        this.broker = broker;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Part.check(
                "kafka",
                broker.nodes()
                        .map(nodes ->
                                nodes.isEmpty()
                                        ? new Found("no broker is up", Map.of())
                                        : Found.well(Map.of("brokers", nodes.size()))));
    }
}
