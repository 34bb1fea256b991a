package dev.cinestream.bench;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// A long run of commands, relayed as they come, taken in tenths: what grows in it would end a server that is never
/// restarted.
final class Soak {

    private static final int CALLERS = 64;
    private static final int AGGREGATES = 100_000;
    private static final int TENTHS = 10;
    private static final String OUTBOX_BYTES =
            "select (pg_total_relation_size('engine.outbox_0') + pg_total_relation_size('engine.outbox_1') + pg_total_relation_size('engine.outbox_2'))::bigint";

    private final CommandBus bus;
    private final Pool pool;
    private final List<UUID> streams;

    /// @param perSecond commands
    /// @param outboxMegabytes at its largest, seen ten times in the tenth
    /// @param heapMegabytes in use after a collection at its end
    record Tenth(double perSecond, double outboxMegabytes, double heapMegabytes) {}

    Soak(CommandBus bus, Pool pool) {
        this.bus = bus;
        this.pool = pool;
        this.streams = IntStream.range(0, AGGREGATES).mapToObj(_ -> Uuid7.next()).toList();
    }

    List<Tenth> run(long events) {
        List<Tenth> tenths = new ArrayList<>();
        for (int i = 0; i < TENTHS; i++) {
            tenths.add(tenth(events / TENTHS));
        }
        return tenths;
    }

    private Tenth tenth(long events) {
        double outbox = 0;
        double seconds = 0;
        for (int part = 0; part < 10; part++) {
            long started = System.nanoTime();
            commands((int) (events / 10));
            seconds += (System.nanoTime() - started) / 1e9;
            outbox = Math.max(outbox, outboxMegabytes());
        }
        System.gc();
        double heap =
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                        / (1024.0 * 1024);
        return new Tenth(events / seconds, outbox, heap);
    }

    private void commands(int count) {
        Multi.createFrom()
                .range(0, count)
                .onItem()
                .transformToUni(i -> Commands.one(bus, streams.get(i % AGGREGATES)))
                .merge(CALLERS)
                .collect()
                .last()
                .await()
                .atMost(Duration.ofHours(1));
    }

    private double outboxMegabytes() {
        return pool.query(OUTBOX_BYTES)
                        .execute()
                        .await()
                        .atMost(Duration.ofSeconds(10))
                        .iterator()
                        .next()
                        .getLong(0)
                / (1024.0 * 1024);
    }
}
