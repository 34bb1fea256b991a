package dev.cinestream.bench;

import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/// A relay that comes up before a full outbox.
final class Drain {

    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final String BEHIND =
            "select coalesce(sum(g.position - l.position), 0)::bigint from engine.lane_group g join engine.relay_lease l using (group_no)";

    private final OutboxRelay relay;
    private final Aggregates aggregates;
    private final Pool pool;
    private final Counter sent;

    Drain(OutboxRelay relay, Aggregates aggregates, Pool pool, MeterRegistry registry) {
        this.relay = relay;
        this.pool = pool;
        this.aggregates = aggregates;
        this.sent = registry.get("cinestream.relay.sent").counter();
    }

    /// Waits until Kafka has all that was committed.
    void finish() throws InterruptedException {
        long started = System.nanoTime();
        while (rowsBehind() > 0) {
            if (System.nanoTime() - started > AT_MOST.toNanos()) {
                throw new IllegalStateException(rowsBehind() + " outbox rows were not relayed");
            }
            Thread.sleep(50);
        }
    }

    private long rowsBehind() {
        return pool.query(BEHIND)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    /// Events a second, from the relay's start until Kafka has all of them.
    double perSecond(String category, long events) throws Exception {
        finish();
        relay.stop();
        Backlog.write(aggregates.lanes(), category, events);
        double before = sent.count();
        long started = System.nanoTime();
        relay.start();
        while (sent.count() - before < events) {
            if (System.nanoTime() - started > AT_MOST.toNanos()) {
                throw new IllegalStateException(
                        "only %,.0f of %,d events were relayed"
                                .formatted(sent.count() - before, events));
            }
            Thread.sleep(2);
        }
        return events * 1e9 / (System.nanoTime() - started);
    }
}
