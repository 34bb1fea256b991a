package dev.cinestream.eventsourcing.process;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/// Policies and processes in numbers, one series a reaction.
final class ReactionMetrics {

    private static final String TAG = "reaction";

    private final MeterRegistry registry;

    ReactionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void handled(String reaction, int events, long nanos) {
        registry.counter("cinestream.reaction.events", TAG, reaction).increment(events);
        registry.timer("cinestream.reaction.batch", TAG, reaction)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void parked(String reaction, int streams) {
        registry.counter("cinestream.reaction.parked", TAG, reaction).increment(streams);
    }

    void malformed(String reaction) {
        registry.counter("cinestream.reaction.malformed", TAG, reaction).increment();
    }

    void gap(String reaction) {
        registry.counter("cinestream.reaction.gaps", TAG, reaction).increment();
    }
}
