package dev.cinestream.eventsourcing.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The command path in numbers.
final class CommandMetrics {

    private static final Duration[] BOUNDS =
            Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final DistributionSummary batchSize;
    private final Timer batchTime;
    private final Counter retries;
    private final Counter refused;
    private final MeterRegistry registry;
    private final Map<Ended, Timer> times = new ConcurrentHashMap<>();

    private record Ended(String category, String result) {}

    CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
        batchSize =
                DistributionSummary.builder("cinestream.command.batch.size")
                        .baseUnit("commands")
                        .description("Commands in one transaction")
                        .register(registry);
        batchTime =
                Timer.builder("cinestream.command.batch")
                        .description("From the first look at a batch to its commit")
                        .register(registry);
        retries =
                Counter.builder("cinestream.command.batch.retries")
                        .description("Batches tried again after trouble with Postgres")
                        .register(registry);
        refused =
                Counter.builder("cinestream.command.refused")
                        .description("Commands refused because the queue was full")
                        .register(registry);
    }

    void batch(int commands, long nanos) {
        batchSize.record(commands);
        batchTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    void retried() {
        retries.increment();
    }

    void refused() {
        refused.increment();
    }

    /// @param result null: it failed, and its outcome is unknown
    void answered(Pending<?, ?, ?, ?> command, @Nullable CommandResult<?> result) {
        String name =
                switch (result) {
                    case null -> "failed";
                    case CommandResult.Committed<?> committed ->
                            committed.replayed() ? "replayed" : "committed";
                    case CommandResult.Rejected<?> _ -> "rejected";
                    case CommandResult.StaleRevision<?> _ -> "stale";
                    case CommandResult.CommandIdReused<?> _ -> "id-reused";
                    case CommandResult.Unpublishable<?> _ -> "unpublishable";
                };
        times.computeIfAbsent(new Ended(command.type.category(), name), this::timer)
                .record(command.nanosSinceSubmitted(), TimeUnit.NANOSECONDS);
    }

    private Timer timer(Ended ended) {
        return Timer.builder("cinestream.command")
                .tag("category", ended.category())
                .tag("result", ended.result())
                .description("From a command's arrival to its answer")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }
}
