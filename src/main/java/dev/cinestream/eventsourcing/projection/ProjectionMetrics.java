package dev.cinestream.eventsourcing.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/// Projections in numbers, one series a projection.
final class ProjectionMetrics {

    private static final String TAG = "projection";

    private final MeterRegistry registry;

    ProjectionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void applied(String projection, int events, long nanos) {
        counter("cinestream.projection.events", "events", "Delivered and committed", projection)
                .increment(events);
        Timer.builder("cinestream.projection.batch")
                .description("From a poll to its commit")
                .tag(TAG, projection)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void retried(String projection) {
        counter("cinestream.projection.retries", "batches", "Tried again", projection).increment();
    }

    void malformed(String projection) {
        counter(
                        "cinestream.projection.malformed",
                        "records",
                        "Records that are no events of ours",
                        projection)
                .increment();
    }

    void gap(String projection) {
        counter(
                        "cinestream.projection.gaps",
                        "gaps",
                        "Times a lane was found to miss an event",
                        projection)
                .increment();
    }

    private Counter counter(String name, String unit, String description, String projection) {
        return Counter.builder(name)
                .baseUnit(unit)
                .description(description)
                .tag(TAG, projection)
                .register(registry);
    }
}
