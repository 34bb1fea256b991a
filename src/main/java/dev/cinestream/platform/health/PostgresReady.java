package dev.cinestream.platform.health;

import dev.cinestream.eventsourcing.status.OutboxStatus;
import dev.cinestream.platform.health.Part.Found;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Postgres answers. Without it nothing can be decided or read.
@Readiness
@ApplicationScoped
public class PostgresReady implements AsyncHealthCheck {

    private final OutboxStatus status;

    PostgresReady(OutboxStatus status) {
        this.status = status;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Part.check(
                "postgres",
                status.instances()
                        .map(instances ->
                                Found.well(
                                        Map.of(
                                                "instances",
                                                instances.stream()
                                                        .filter(one -> one.alive())
                                                        .count()))));
    }
}
