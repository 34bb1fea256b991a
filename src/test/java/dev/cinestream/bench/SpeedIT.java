package dev.cinestream.bench;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Takes the figures, a row or two a test. No test fails because a figure misses its aim: the report says so, and the
/// machine may have had other work.
@Tag("load")
@QuarkusTest
@TestProfile(Measured.class)
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpeedIT {

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final int CALLERS = 64;
    private static final Report REPORT = new Report();

    @Inject CommandBus bus;
    @Inject OutboxRelay relay;
    @Inject Aggregates aggregates;
    @Inject Pool pool;
    @Inject MeterRegistry registry;

    @AfterAll
    static void print() {
        REPORT.print();
    }

    @Test
    @Order(1)
    void commands_through_the_bus() throws Exception {
        var raw = new RawCommands(pool, aggregates.lanes(), Backlog.row(aggregates.lanes(), 1));
        var pair = Figure.Pair.of(() -> perSecond(raw::one), this::busPerSecond);
        REPORT.add(
                Figure.atLeast(
                        3, "commands through the bus, 64 callers, relaying", pair, "commands/s"),
                pair);
        relay.stop();
        double alone = busPerSecond();
        relay.start();
        REPORT.add(
                Figure.plain("the same while nobody relays", alone, "commands/s", pair.ceiling()));
    }

    private double busPerSecond() throws InterruptedException {
        return perSecond(() -> Commands.one(bus, Uuid7.next()));
    }

    private static double perSecond(Supplier<Uni<?>> work) throws InterruptedException {
        return ClosedLoop.perSecond(CALLERS, WARM_UP, MEASURED, work);
    }

    @Test
    @Order(2)
    void the_relay_drains_a_backlog() throws Exception {
        long events = Long.getLong("bench.events", 200_000);
        var drain = new Drain(relay, aggregates, pool, registry);
        try (var raw = new RawProducer(aggregates.lanes())) {
            var pair =
                    Figure.Pair.of(
                            () -> raw.perSecond(events),
                            () -> drain.perSecond(Measured.TYPE.category(), events));
            REPORT.add(
                    Figure.atLeast(
                            0.6,
                            "relay draining a backlog of %,d events".formatted(events),
                            pair,
                            "events/s"),
                    pair);
        }
    }

    @Test
    @Order(3)
    void a_thousand_commands_a_second() throws Exception {
        new Drain(relay, aggregates, pool, registry).finish();
        new Latency(bus, aggregates.lanes()).measure(REPORT);
    }
}
