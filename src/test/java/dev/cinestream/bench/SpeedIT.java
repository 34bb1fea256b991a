package dev.cinestream.bench;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import dev.cinestream.eventsourcing.projection.Progress;
import dev.cinestream.eventsourcing.rebuild.Rebuilds;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int CALLERS = 64;
    private static final Report REPORT = new Report();

    @Inject CommandBus bus;
    @Inject OutboxRelay relay;
    @Inject Aggregates aggregates;
    @Inject Pool pool;
    @Inject MeterRegistry registry;
    @Inject Vertx vertx;
    @Inject TokenVerification tokens;
    @Inject Rebuilds rebuilds;
    @Inject Progress progress;
    @TestHTTPResource URI server;

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
    void commands_through_http() throws Exception {
        try (var client = client(server)) {
            var pair =
                    Figure.Pair.of(
                            () -> perSecond(() -> client.post("/bench/titles")),
                            () -> titlesPerSecond(server));
            REPORT.add(
                    Figure.atLeast(
                            0.6,
                            "the same through HTTP, authenticated, keep-alive",
                            pair,
                            "commands/s"),
                    pair);
        }
    }

    /// A client of this process, or of the binary, which knows the same development key.
    private HttpLoad client(URI of) {
        String token =
                tokens.developmentTokens()
                        .orElseThrow()
                        .issue("bench", Set.of(Roles.EDITOR), Duration.ofHours(1));
        return new HttpLoad(vertx, CALLERS, of, token);
    }

    @Test
    @Order(3)
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
    @Order(4)
    void a_thousand_commands_a_second() throws Exception {
        new Drain(relay, aggregates, pool, registry).finish();
        new Latency(bus, aggregates.lanes(), progress).measure(REPORT);
    }

    @Test
    @Order(5)
    void the_catalog_is_rebuilt() throws Exception {
        long events = Long.getLong("bench.events", 200_000);
        new TitleLog(pool, aggregates.lanes()).write(events);
        var rebuilding = new Rebuilding(rebuilds, pool);
        rebuilding.awaitLive();
        var at = aggregates.layout().placeOf(TitleLog.CATEGORY, 0);
        int partitions = aggregates.layout().partitionsOf(TitleLog.CATEGORY);
        try (var raw = new RawCopy(at.topic(), partitions, "catalog.title")) {
            var pair = Figure.Pair.of(raw::perSecond, rebuilding::perSecond);
            REPORT.add(
                    Figure.atLeast(
                            0.5,
                            "rebuild of the catalog from %,d events".formatted(events),
                            pair,
                            "events/s"),
                    pair);
            REPORT.note("rebuild, its phases: " + rebuilding.phases());
        }
    }

    @Test
    @Order(9)
    void the_native_binary_idle_after_start() throws Exception {
        Optional<Path> binary = NativeStart.binary();
        if (binary.isEmpty()) {
            REPORT.note("native binary: none in target; ./mvnw verify -Dnative makes it");
            return;
        }
        var start = NativeStart.measure(binary.get(), this::titlesPerSecond);
        REPORT.add(Figure.atMost(0.15, "native binary, ready after", start.readySeconds(), "s"));
        REPORT.add(Figure.atMost(150, "native binary, resident idle", start.idleMegabytes(), "MB"));
        REPORT.add(
                Figure.plain(
                        "native binary, commands through HTTP beside the JVM's",
                        start.perSecond(),
                        "commands/s",
                        titlesPerSecond(server)));
        REPORT.note("native binary, resident under load: %.0f MB".formatted(start.busyMegabytes()));
    }

    private double titlesPerSecond(URI of) throws InterruptedException {
        try (var client = client(of)) {
            return perSecond(() -> client.post("/v1/titles"));
        }
    }

    /// Only when asked for, with `-Dbench.soak=10000000`: it takes a while.
    @Test
    @Order(10)
    void a_soak() throws Exception {
        long events = Long.getLong("bench.soak", 0);
        if (events == 0) {
            REPORT.note("soak: left out; -Dbench.soak=10000000 runs it");
            return;
        }
        List<Soak.Tenth> tenths = new Soak(bus, pool).run(events);
        Soak.Tenth first = tenths.getFirst();
        Soak.Tenth last = tenths.getLast();
        String soak = "soak of %,d events, ".formatted(events);
        REPORT.add(
                Figure.atLeast(
                        0.9,
                        soak + "last tenth beside the first",
                        new Figure.Pair(first.perSecond(), last.perSecond(), tenths.toString()),
                        "commands/s"));
        REPORT.add(
                Figure.plain(
                        soak + "outbox of the last tenth",
                        last.outboxMegabytes(),
                        "MB",
                        first.outboxMegabytes()));
        REPORT.add(
                Figure.plain(
                        soak + "heap after the last tenth",
                        last.heapMegabytes(),
                        "MB",
                        first.heapMegabytes()));
        REPORT.note(soak + "tenths: " + tenths);
    }
}
