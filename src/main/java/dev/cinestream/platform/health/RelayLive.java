package dev.cinestream.platform.health;

import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import dev.cinestream.platform.health.Part.Found;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// The one thing only a new start can mend: the relay's thread has ended.
@Liveness
@ApplicationScoped
public class RelayLive implements HealthCheck {

    private final OutboxRelay relay;

    RelayLive(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        return Part.response(
                "relay-thread",
                new Found(
                        relay.isAlive() ? "" : "it has ended; start this instance anew", Map.of()));
    }
}
