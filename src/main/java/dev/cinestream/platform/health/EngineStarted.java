package dev.cinestream.platform.health;

import dev.cinestream.eventsourcing.EngineStart;
import dev.cinestream.platform.health.Part.Found;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/// Tables, lanes and topics are there, and the relay runs.
@Startup
@ApplicationScoped
public class EngineStarted implements HealthCheck {

    private final EngineStart engine;

    EngineStarted(EngineStart engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        return Part.response(
                "engine", new Found(engine.isDone() ? "" : "it is still starting", Map.of()));
    }
}
