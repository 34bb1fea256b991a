package dev.cinestream.eventsourcing.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Projections in numbers, one series a projection.
final class ProjectionMetrics {

    private static final String TAG = "projection";
    private static final Duration[] BOUNDS =
            Stream.of(5, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 60_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

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

    /// @param recordedAt of the first event of a batch that is committed now
    void seen(String projection, Instant recordedAt) {
        Duration delay = Duration.between(recordedAt, Instant.now());
        Timer.builder("cinestream.projection.delay")
                .description(
                        "From an event's commit to its row's; of the first event of each batch")
                .tag(TAG, projection)
                .serviceLevelObjectives(BOUNDS)
                .register(registry)
                .record(delay.isNegative() ? Duration.ZERO : delay);
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
