package dev.cinestream.eventsourcing.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The command path in numbers.
final class CommandMetrics {

    private final DistributionSummary batchSize;
    private final Timer batchTime;
    private final Counter retries;
    private final Counter refused;
    private final Map<String, Counter> results = new TreeMap<>();

    CommandMetrics(MeterRegistry registry) {
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
        for (String result :
                new String[] {
                    "Committed",
                    "Replayed",
                    "Rejected",
                    "StaleRevision",
                    "CommandIdReused",
                    "Unpublishable",
                    "Failed"
                }) {
            results.put(
                    result,
                    Counter.builder("cinestream.command.results")
                            .tag("result", result)
                            .description("Answered commands by how they ended")
                            .register(registry));
        }
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

    void answered(@Nullable CommandResult<?> result) {
        String name =
                switch (result) {
                    case null -> "Failed";
                    case CommandResult.Committed<?> committed ->
                            committed.replayed() ? "Replayed" : "Committed";
                    default -> result.getClass().getSimpleName();
                };
        Counter counter = results.get(name);
        if (counter != null) {
            counter.increment();
        }
    }
}
