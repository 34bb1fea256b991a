package dev.cinestream.eventsourcing.projection;

import dev.cinestream.eventsourcing.inbox.Inbox;
import dev.cinestream.eventsourcing.inbox.Watermarks;
import dev.cinestream.eventsourcing.log.ConsistencyToken;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// How far each consumer is, and waiting for it: what makes "read your own writes" work.
///
/// Batches applied here wake their waiters at once; for lanes that another instance applies, Postgres is asked at growing
/// intervals.
@ApplicationScoped
public class Progress {

    private static final Duration FIRST_ASK = Duration.ofMillis(25);
    private static final Duration SLOWEST_ASK = Duration.ofMillis(200);

    private final Pool pool;
    private final Map<Key, Long> applied = new ConcurrentHashMap<>();
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();

    private record Key(String consumer, Watermarks.Lane lane) {}

    private record Waiter(Key key, long sequence, UniEmitter<? super Void> emitter) {}

    public Progress(Pool pool) {
        this.pool = pool;
    }

    /// Succeeds when the consumer has applied the token's event; fails with [NotYetException] after `atMost`.
    public Uni<Void> passed(String consumer, ConsistencyToken token, Duration atMost) {
        var key = new Key(consumer, new Watermarks.Lane(token.category(), token.lane()));
        if (hasPassed(key, token.sequence())) {
            return Uni.createFrom().voidItem();
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        Uni<Void> here =
                Uni.createFrom()
                        .emitter(emitter -> wait(new Waiter(key, token.sequence(), emitter)));
        Uni<Void> anywhere = ask(key, token.sequence(), FIRST_ASK, deadline);
        return Uni.join()
                .first(here, anywhere)
                .toTerminate()
                .onTermination()
                .invoke(() ->
                        waiters.removeIf(w -> w.key().equals(key) && hasPassed(key, w.sequence())))
                .ifNoItem()
                .after(atMost)
                .failWith(() -> new NotYetException(consumer, token));
    }

    private void wait(Waiter waiter) {
        waiters.add(waiter);
        waiter.emitter().onTermination(() -> waiters.remove(waiter));
        if (hasPassed(waiter.key(), waiter.sequence())) { // it came while we were getting in line
            waiter.emitter().complete(null);
        }
    }

    private Uni<Void> ask(Key key, long sequence, Duration after, long deadline) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(after)
                .chain(() -> Inbox.applied(pool, key.consumer(), key.lane()))
                .chain(now -> {
                    applied.merge(key, now, Math::max);
                    if (now >= sequence) {
                        return Uni.createFrom().voidItem();
                    }
                    if (System.nanoTime() > deadline) {
                        return Uni.createFrom().nothing();
                    }
                    Duration next = after.multipliedBy(2);
                    return ask(
                            key,
                            sequence,
                            next.compareTo(SLOWEST_ASK) > 0 ? SLOWEST_ASK : next,
                            deadline);
                });
    }

    /// A batch was committed here.
    public void moved(String consumer, Watermarks watermarks) {
        watermarks
                .changed()
                .forEach(lane ->
                        applied.merge(
                                new Key(consumer, lane), watermarks.applied(lane), Math::max));
        if (!waiters.isEmpty()) {
            for (Waiter waiter : waiters) {
                if (hasPassed(waiter.key(), waiter.sequence())) {
                    waiter.emitter().complete(null);
                }
            }
        }
    }

    /// After a reset of the consumer nothing is known any more.
    void forget(String consumer) {
        applied.keySet().removeIf(key -> key.consumer().equals(consumer));
    }

    private boolean hasPassed(Key key, long sequence) {
        return applied.getOrDefault(key, 0L) >= sequence;
    }

    /// The read model has not got there in time. HTTP 503 with `Retry-After`.
    public static final class NotYetException extends RuntimeException {
        NotYetException(String consumer, ConsistencyToken token) {
            super(consumer + " has not passed " + token + " yet", null, false, false);
        }
    }
}
