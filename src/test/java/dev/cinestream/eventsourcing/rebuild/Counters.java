package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.projection.Progress;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// Counters that are raised, seen in the read model, and tampered with.
@ApplicationScoped
public class Counters {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final CommandBus bus;
    private final Progress progress;
    private final Pool pool;

    public Counters(CommandBus bus, Progress progress, Pool pool) {
        this.bus = bus;
        this.progress = progress;
        this.pool = pool;
    }

    /// A new counter, raised so many times and seen in the read model.
    public UUID raise(int by, int times) {
        UUID stream = Uuid7.next();
        for (int i = 1; i < times; i++) {
            raiseUnseen(stream, by);
        }
        raise(stream, by);
        return stream;
    }

    public void raise(UUID stream, int by) {
        progress.passed("counters", raiseUnseen(stream, by), AT_MOST).await().atMost(AT_MOST);
    }

    public ConsistencyToken raiseUnseen(UUID stream, int by) {
        String id = "alice:" + Uuid7.next();
        var context =
                new CommandContext(
                        id, "f", null, "alice", "correlation", id, null, null, Durability.COMMIT);
        var result =
                bus.execute(Counter.TYPE, stream, new Counter.Raise(by, ""), context)
                        .await()
                        .atMost(AT_MOST);
        return Objects.requireNonNull(((CommandResult.Committed<?>) result).token());
    }

    /// Commands that go on until [Going#stop], which waits until the read model has all of them.
    public Going keepRaising() {
        return new Going();
    }

    /// One counter after the other, each raised a few times.
    public final class Going implements AutoCloseable {

        private final AtomicInteger done = new AtomicInteger();
        private volatile boolean stopped;
        private final Thread thread = Thread.ofPlatform().start(this::raiseOn);

        private void raiseOn() {
            while (!stopped) {
                UUID stream = Uuid7.next();
                raiseUnseen(stream, 1);
                raiseUnseen(stream, 2);
                done.addAndGet(2);
            }
        }

        public int stop() throws InterruptedException {
            stopped = true;
            thread.join();
            for (int i = 0; i < 64; i++) {
                raise(1, 1);
            }
            return done.get();
        }

        @Override
        public void close() {
            stopped = true;
        }
    }

    public long value(UUID stream) {
        return number("select value from counters.counter where id = $1", stream);
    }

    void tamper(UUID stream, long value) {
        pool.preparedQuery("update counters.counter set value = $2 where id = $1")
                .execute(Tuple.of(stream, value))
                .await()
                .atMost(AT_MOST);
    }

    /// Counters whose row and head do not agree, of those that have no event under way and none that was discarded.
    long differences() {
        return number(
                "select count(*) from engine.head h join counters.counter c on c.id = h.stream_id"
                        + " where h.category = 'test.counter' and $1::uuid is not null and (c.revision <> h.revision or c.events <> h.revision"
                        + " or c.value <> (convert_from(h.state, 'UTF8')::jsonb ->> 'value')::bigint)"
                        + " and not exists (select from engine.quarantine_discard d where d.stream_id = h.stream_id)",
                Uuid7.next());
    }

    private long number(String sql, UUID stream) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(stream))
                .await()
                .atMost(AT_MOST)
                .iterator()
                .next()
                .getLong(0);
    }
}
