package dev.cinestream.eventsourcing.projection;

import dev.cinestream.eventsourcing.inbox.Inbox;
import dev.cinestream.eventsourcing.inbox.Watermarks;
import dev.cinestream.eventsourcing.log.ConsistencyToken;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// How far each consumer is, and waiting for it: what makes "read your own writes" work.
///
/// Batches applied here wake their waiters at once; for lanes that another instance applies, Postgres is asked at growing
/// intervals.
@ApplicationScoped
public class Progress {

    private static final Duration FIRST_ASK = Duration.ofMillis(25);
    private static final Duration SLOWEST_ASK = Duration.ofMillis(200);
    private static final String COMMITTED =
            "select array_agg(lane order by lane), array_agg(sequence order by lane) from engine.lane where category = $1";
    private static final String BEHIND =
            """
            select count(*) from engine.inbox i
            join unnest($3::smallint[], $4::bigint[]) as c(lane, sequence) using (lane)
            where i.consumer = $1 and i.category = $2 and i.sequence < c.sequence\
            """;

    private static final String BEHIND_ANY =
            """
            select count(*) from engine.lane l
            join engine.inbox i on i.category = l.category and i.lane = l.lane
            where i.consumer = any($1::text[]) and l.category = any($2::text[]) and i.sequence < l.sequence\
            """;

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
        Uni<Void> here =
                Uni.createFrom()
                        .emitter(emitter -> wait(new Waiter(key, token.sequence(), emitter)));
        Uni<Void> anywhere =
                in(FIRST_ASK)
                        .chain(() ->
                                until(() -> hasPassedAnywhere(key, token.sequence()), FIRST_ASK));
        return Uni.join()
                .first(here, anywhere)
                .toTerminate()
                .ifNoItem()
                .after(atMost)
                .failWith(() -> new NotYetException(consumer + " has not passed " + token));
    }

    /// Succeeds when the consumer has applied all that is committed of a category by now, in whatever lane; fails with
    /// [NotYetException] after `atMost`.
    public Uni<Void> passedAll(String consumer, String category, Duration atMost) {
        return pool.preparedQuery(COMMITTED)
                .execute(Tuple.of(category))
                .map(rows -> rows.iterator().next())
                .map(row ->
                        Tuple.of(
                                consumer,
                                category,
                                row.getArrayOfShorts(0),
                                row.getArrayOfLongs(1)))
                .chain(committed -> until(() -> isBehindNowhere(committed), FIRST_ASK))
                .ifNoItem()
                .after(atMost)
                .failWith(
                        () -> new NotYetException(consumer + " has not passed all of " + category));
    }

    /// Succeeds at a moment at which none of the consumers lacks an event of the categories; fails with [NotYetException]
    /// after `atMost`. What consumers bring about is then done, too, and what that brings about: a reaction's commands are
    /// committed before its watermark moves, and all watermarks and counters are read as of one moment.
    public Uni<Void> atRest(
            Collection<String> consumers, Collection<String> categories, Duration atMost) {
        Tuple whose = Tuple.of(consumers.toArray(String[]::new), categories.toArray(String[]::new));
        return until(() -> isNobodyBehind(whose), FIRST_ASK)
                .ifNoItem()
                .after(atMost)
                .failWith(() -> new NotYetException(categories + " are not at rest"));
    }

    private Uni<Boolean> isNobodyBehind(Tuple whose) {
        return pool.preparedQuery(BEHIND_ANY)
                .execute(whose)
                .map(rows -> rows.iterator().next().getLong(0) == 0);
    }

    private Uni<Boolean> isBehindNowhere(Tuple committed) {
        return pool.preparedQuery(BEHIND)
                .execute(committed)
                .map(rows -> rows.iterator().next().getLong(0) == 0);
    }

    private Uni<Boolean> hasPassedAnywhere(Key key, long sequence) {
        return Inbox.applied(pool, key.consumer(), key.lane())
                .map(now -> applied.merge(key, now, Math::max) >= sequence);
    }

    /// Asks, ever more slowly, until the answer is yes; whoever stops waiting stops the asking.
    private static Uni<Void> until(Supplier<Uni<Boolean>> so, Duration pause) {
        return so.get()
                .chain(yes ->
                        yes
                                ? Uni.createFrom().voidItem()
                                : in(pause).chain(() -> until(so, slower(pause))));
    }

    private static Uni<Void> in(Duration time) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(time);
    }

    private static Duration slower(Duration ask) {
        Duration next = ask.multipliedBy(2);
        return next.compareTo(SLOWEST_ASK) > 0 ? SLOWEST_ASK : next;
    }

    private void wait(Waiter waiter) {
        waiters.add(waiter);
        waiter.emitter().onTermination(() -> waiters.remove(waiter));
        if (hasPassed(waiter.key(), waiter.sequence())) { // it came while we were getting in line
            waiter.emitter().complete(null);
        }
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
        NotYetException(String message) {
            super(message, null, false, false);
        }
    }
}
