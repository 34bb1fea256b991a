package dev.cinestream.platform.metrics;

import dev.cinestream.eventsourcing.feed.LogFeeds;
import dev.cinestream.eventsourcing.integrity.LaneNumbers;
import dev.cinestream.eventsourcing.status.ConsumerStatus;
import dev.cinestream.eventsourcing.status.Consumers;
import dev.cinestream.eventsourcing.status.DeadlineStatus;
import dev.cinestream.eventsourcing.status.OutboxStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Gauges of the engine's state: outbox, lanes, leases, consumers, quarantine. A scrape must not wait for Postgres, so the
/// state is looked at now and then, and `cinestream.look.age` tells how long ago that was.
@ApplicationScoped
public class EngineMetrics {

    private static final Logger LOG = Logger.getLogger(EngineMetrics.class);

    private final MetricsConfig config;
    private final OutboxStatus outbox;
    private final Consumers consumers;
    private final LaneNumbers lanes;
    private final DeadlineStatus deadlines;
    private final MeterRegistry registry;
    private final List<ByConsumer> byConsumer;
    private final MultiGauge laneLag;
    private volatile EngineState state = EngineState.UNKNOWN;
    private @Nullable Cancellable looking;

    public EngineMetrics(
            MetricsConfig config,
            OutboxStatus outbox,
            Consumers consumers,
            LaneNumbers lanes,
            DeadlineStatus deadlines,
            LogFeeds feeds,
            MeterRegistry registry) {
        this.config = config;
        this.outbox = outbox;
        this.consumers = consumers;
        this.lanes = lanes;
        this.deadlines = deadlines;
        this.registry = registry;
        Gauge.builder("cinestream.feed.followers", feeds, LogFeeds::followers)
                .baseUnit("followers")
                .description("Feeds of events that are open at this instance")
                .register(registry);
        this.laneLag =
                MultiGauge.builder("cinestream.lane.lag")
                        .baseUnit("events")
                        .description("Committed and not in Kafka, of the lane where most waits")
                        .register(registry);
        this.byConsumer =
                List.of(
                        gauge(
                                "cinestream.consumer.lag",
                                "events",
                                "Committed and not yet applied",
                                ConsumerStatus::eventsBehind),
                        gauge(
                                "cinestream.consumer.delay",
                                "seconds",
                                "How long the first event not yet applied has been committed",
                                one -> one.behind().toMillis() / 1_000.0),
                        gauge(
                                "cinestream.consumer.stopped",
                                "lanes",
                                "Lanes that stand still because an event is missing",
                                one -> one.stopped().size()),
                        gauge(
                                "cinestream.quarantine.size",
                                "streams",
                                "Streams that could not be applied",
                                ConsumerStatus::parkedStreams),
                        gauge(
                                "cinestream.quarantine.waiting",
                                "events",
                                "Events that wait in quarantine",
                                ConsumerStatus::parkedEvents));
    }

    /// One gauge with a series a consumer.
    private record ByConsumer(MultiGauge gauge, ToDoubleFunction<ConsumerStatus> value) {

        void show(List<ConsumerStatus> all) {
            Stream<Row<?>> rows =
                    all.stream()
                            .map(one ->
                                    Row.of(
                                            Tags.of("consumer", one.name()),
                                            value.applyAsDouble(one)));
            gauge.register(rows.toList(), true);
        }
    }

    void start(@Observes StartupEvent event) {
        if (config.lookEveryMillis() <= 0) {
            return;
        }
        registerGauges();
        looking =
                Multi.createFrom()
                        .ticks()
                        .every(Duration.ofMillis(config.lookEveryMillis()))
                        .onOverflow()
                        .drop()
                        .onItem()
                        .transformToUniAndConcatenate(_ -> look())
                        .subscribe()
                        .with(_ -> {}, failure -> LOG.error("nobody looks any more", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        if (looking != null) {
            looking.cancel();
        }
    }

    /// What cannot be seen now stays as it was, and grows old.
    private Uni<Void> look() {
        return Uni.combine()
                .all()
                .unis(
                        outbox.groups(),
                        outbox.slots(),
                        outbox.instances(),
                        consumers.all(),
                        lanes.all(),
                        deadlines.due())
                .with((groups, slots, instances, consuming, numbers, due) ->
                        new EngineState(
                                Instant.now(), groups, slots, instances, consuming, numbers, due))
                .invoke(this::show)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf(failure, "the engine's state cannot be seen now"))
                .onFailure()
                .recoverWithNull();
    }

    private void show(EngineState seen) {
        state = seen;
        byConsumer.forEach(each -> each.show(seen.consumers()));
        Stream<Row<?>> lag =
                seen.laneLag().entrySet().stream()
                        .map(each -> Row.of(Tags.of("category", each.getKey()), each.getValue()));
        laneLag.register(lag.toList(), true);
    }

    private void registerGauges() {
        register(
                "cinestream.outbox.waiting",
                "events",
                "Committed and not yet in Kafka",
                EngineState::waitingEvents);
        register(
                "cinestream.outbox.waiting.size",
                "bytes",
                "What they take in the outbox",
                EngineState::waitingBytes);
        register(
                "cinestream.outbox.depth",
                "transactions",
                "Outbox rows that Kafka does not have",
                EngineState::waitingTransactions);
        register(
                "cinestream.outbox.age",
                "seconds",
                "How long the first of them has waited",
                EngineState::waitingSeconds);
        register(
                "cinestream.outbox.disk",
                "bytes",
                "What the outbox's tables take",
                EngineState::outboxBytes);
        register(
                "cinestream.relay.orphans",
                "groups",
                "Lane groups that nobody relays",
                EngineState::orphanGroups);
        register(
                "cinestream.deadlines.due",
                "deadlines",
                "That should have passed",
                EngineState::dueDeadlines);
        register(
                "cinestream.deadlines.late",
                "seconds",
                "How long ago the first of them was due",
                EngineState::lateSeconds);
        register(
                "cinestream.instances",
                "instances",
                "Instances that say they are alive",
                EngineState::aliveInstances);
        Gauge.builder("cinestream.look.age", this, EngineMetrics::ageSeconds)
                .baseUnit("seconds")
                .description("How long ago the engine's state was seen")
                .register(registry);
    }

    private void register(
            String name, String unit, String description, ToDoubleFunction<EngineState> value) {
        Gauge.builder(name, this, of -> value.applyAsDouble(of.state))
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    private ByConsumer gauge(
            String name, String unit, String description, ToDoubleFunction<ConsumerStatus> value) {
        return new ByConsumer(
                MultiGauge.builder(name).baseUnit(unit).description(description).register(registry),
                value);
    }

    private double ageSeconds() {
        return state.at().equals(Instant.EPOCH)
                ? Double.NaN
                : Duration.between(state.at(), Instant.now()).toMillis() / 1_000.0;
    }
}
