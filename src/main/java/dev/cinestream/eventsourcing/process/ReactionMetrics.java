package dev.cinestream.eventsourcing.process;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/// Policies and processes in numbers, one series a reaction.
final class ReactionMetrics {

    private static final String TAG = "reaction";

    private final MeterRegistry registry;

    ReactionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void handled(String reaction, int events, long nanos) {
        counter("cinestream.reaction.events", "events", "Reacted to", reaction).increment(events);
        Timer.builder("cinestream.reaction.batch")
                .description("From a poll to its commit")
                .tag(TAG, reaction)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void parked(String reaction, int streams) {
        counter("cinestream.reaction.parked", "streams", "Put into quarantine", reaction)
                .increment(streams);
    }

    void malformed(String reaction) {
        counter(
                        "cinestream.reaction.malformed",
                        "records",
                        "Records that are no events of ours",
                        reaction)
                .increment();
    }

    void gap(String reaction) {
        counter(
                        "cinestream.reaction.gaps",
                        "gaps",
                        "Times a lane was found to miss an event",
                        reaction)
                .increment();
    }

    private Counter counter(String name, String unit, String description, String reaction) {
        return Counter.builder(name)
                .baseUnit(unit)
                .description(description)
                .tag(TAG, reaction)
                .register(registry);
    }
}
