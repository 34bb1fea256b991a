package dev.cinestream.platform.health;

import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import dev.cinestream.eventsourcing.status.OutboxStatus;
import dev.cinestream.eventsourcing.status.RelayStatus;
import dev.cinestream.platform.health.Part.Found;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// This instance relays as it should. That others do not, or that events wait, is reported, and a reason only when
/// configured ([HealthConfig]).
@Readiness
@ApplicationScoped
public class RelayReady implements AsyncHealthCheck {

    private final OutboxStatus status;
    private final OutboxRelay relay;
    private final HealthConfig config;

    RelayReady(OutboxStatus status, OutboxRelay relay, HealthConfig config) {
        this.status = status;
        this.relay = relay;
        this.config = config;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Part.check("relay", status.groups().map(this::found));
    }

    private Found found(List<RelayStatus> groups) {
        Instant now = Instant.now();
        long lag =
                groups.stream()
                        .map(RelayStatus::oldest)
                        .filter(Objects::nonNull)
                        .mapToLong(oldest -> Duration.between(oldest, now).toMillis())
                        .max()
                        .orElse(0);
        long orphans = groups.stream().filter(group -> !group.held()).count();
        return new Found(
                why(lag),
                Map.of(
                        "groups", relay.groups(),
                        "groupsNobodyRelays", orphans,
                        "lagMillis", Math.max(0, lag),
                        "waitingRows", groups.stream().mapToLong(RelayStatus::rows).sum()));
    }

    private String why(long lag) {
        if (!relay.isAlive()) {
            return "the relay of this instance has ended";
        }
        return config.mostRelayLagMillis() > 0 && lag > config.mostRelayLagMillis()
                ? "events wait for Kafka since " + lag + " ms"
                : "";
    }
}
