package dev.cinestream.bench;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.counter.Counter;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.Map;

/// The aggregate whose commands are measured: a counter under a category of its own, which nobody consumes.
public final class Measured implements QuarkusTestProfile {

    static final AggregateType<Counter.Command, Counter.State, Counter.Event, Counter.TooHigh>
            TYPE =
                    new AggregateType<>(
                            "bench.counter", new Counter(), Counter.EVENTS, Counter.State.class);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("cinestream.bench", "true");
    }

    /// How the engine finds it, in a run that measures.
    @Dependent
    @IfBuildProperty(name = "cinestream.bench", stringValue = "true")
    public static class Producer {
        @Produces
        AggregateType<Counter.Command, Counter.State, Counter.Event, Counter.TooHigh> measured() {
            return TYPE;
        }
    }
}
