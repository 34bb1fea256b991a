package dev.cinestream.eventsourcing.projection;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/// Projections in numbers, one series a projection.
final class ProjectionMetrics {

    private final MeterRegistry registry;

    ProjectionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void applied(String projection, int events, long nanos) {
        registry.counter("cinestream.projection.events", "projection", projection)
                .increment(events);
        registry.timer("cinestream.projection.batch", "projection", projection)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void retried(String projection) {
        registry.counter("cinestream.projection.retries", "projection", projection).increment();
    }

    void malformed(String projection) {
        registry.counter("cinestream.projection.malformed", "projection", projection).increment();
    }

    void gap(String projection) {
        registry.counter("cinestream.projection.gaps", "projection", projection).increment();
    }
}
