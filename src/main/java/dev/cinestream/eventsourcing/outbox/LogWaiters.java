package dev.cinestream.eventsourcing.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/// Commands that count as done only once Kafka has their events (`Prefer: durability=log`).
final class LogWaiters {

    private static final long AT_MOST_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long ASK_EVERY_NANOS = Duration.ofMillis(20).toNanos();
    private static final String POSITIONS = "select group_no, position from engine.relay_lease";

    private final Pool pool;
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private long nextAsk;

    private record Waiter(
            int group, long position, long deadline, UniEmitter<? super Void> emitter) {}

    LogWaiters(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> passed(int group, long position) {
        return Uni.createFrom()
                .emitter(emitter ->
                        waiters.add(
                                new Waiter(
                                        group,
                                        position,
                                        System.nanoTime() + AT_MOST_NANOS,
                                        emitter)));
    }

    boolean any() {
        return !waiters.isEmpty();
    }

    /// Answers whom it can. On the relay's thread; asks Postgres now and then about groups that others relay.
    void check(Map<Integer, RelayedGroup> own) {
        if (waiters.isEmpty()) {
            return;
        }
        Map<Integer, Long> positions = new HashMap<>();
        boolean foreign = waiters.stream().anyMatch(waiter -> !own.containsKey(waiter.group()));
        if (foreign && System.nanoTime() >= nextAsk) {
            nextAsk = System.nanoTime() + ASK_EVERY_NANOS;
            for (Row row : pool.query(POSITIONS).execute().await().atMost(Duration.ofSeconds(2))) {
                positions.put(row.getShort(0).intValue(), row.getLong(1));
            }
        }
        own.forEach((number, group) -> positions.merge(number, group.acknowledged(), Math::max));
        waiters.removeIf(waiter -> answered(waiter, positions));
    }

    private static boolean answered(Waiter waiter, Map<Integer, Long> positions) {
        if (positions.getOrDefault(waiter.group(), 0L) >= waiter.position()) {
            waiter.emitter().complete(null);
            return true;
        }
        if (System.nanoTime() > waiter.deadline()) {
            waiter.emitter()
                    .fail(new TimeoutException("Kafka has not confirmed the event in time"));
            return true;
        }
        return false;
    }
}
