package dev.cinestream.eventsourcing.inbox;

import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import dev.cinestream.eventsourcing.log.RecordFormat.MalformedRecordException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// What consumers (projections, reactions, the log index) tell of their work: numbers, one series a consumer, and a line in
/// the log for what somebody must see to.
@ApplicationScoped
public class ConsumerReport {

    private static final Logger LOG = Logger.getLogger(ConsumerReport.class);
    private static final Duration[] BOUNDS =
            Stream.of(5, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 60_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final MeterRegistry registry;

    public ConsumerReport(MeterRegistry registry) {
        this.registry = registry;
    }

    /// A poll is done, and committed.
    ///
    /// @param since `System.nanoTime()` when it was begun with
    public void handled(String consumer, Polled polled, long since) {
        counter("cinestream.consumer.events", "events", "Delivered and committed", consumer)
                .increment(polled.deliveries().size());
        Timer.builder("cinestream.consumer.batch")
                .description("From a poll to its commit")
                .tag("consumer", consumer)
                .register(registry)
                .record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
        Instant first = polled.deliveries().getFirst().recorded().metadata().recordedAt();
        Duration latency = Duration.between(first, Instant.now());
        Timer.builder("cinestream.consumer.latency")
                .description(
                        "From an event's commit to its being handled; of the first event of each poll")
                .tag("consumer", consumer)
                .serviceLevelObjectives(BOUNDS)
                .register(registry)
                .record(latency.isNegative() ? Duration.ZERO : latency);
    }

    public void retried(String consumer, Polled polled, Throwable failure) {
        counter("cinestream.consumer.retries", "polls", "Tried again", consumer).increment();
        LOG.warnf("%s tries a poll of %d again: %s", consumer, polled.deliveries().size(), failure);
    }

    public void parked(String consumer, int streams) {
        counter("cinestream.consumer.parked", "streams", "Put into quarantine", consumer)
                .increment(streams);
    }

    /// A record that is no event of ours. If it stood for one, its sequence is now missing and the lane stops.
    public void malformed(String consumer, MalformedRecordException record) {
        counter(
                        "cinestream.consumer.malformed",
                        "records",
                        "Records that are no events of ours",
                        consumer)
                .increment();
        LOG.errorf("%s: %s", consumer, record.getMessage());
    }

    /// Lanes in which an event is missing.
    public void gaps(String consumer, Watermarks watermarks) {
        for (Lane lane : watermarks.gaps()) {
            counter(
                            "cinestream.consumer.gaps",
                            "gaps",
                            "Times a lane was found to miss an event",
                            consumer)
                    .increment();
            LOG.errorf(
                    "%s: %s lane %d stands still: an event after sequence %d is missing",
                    consumer, lane.category(), lane.lane(), watermarks.applied(lane));
        }
    }

    private Counter counter(String name, String unit, String description, String consumer) {
        return Counter.builder(name)
                .baseUnit(unit)
                .description(description)
                .tag("consumer", consumer)
                .register(registry);
    }
}
