package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus.Phase;
import dev.cinestream.eventsourcing.rebuild.RebuildTable.Claimed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One rebuild from start to swap, or from where another instance left it: load the log into bare tables, make the
/// indexes, catch up, compare with the serving generation as of the same events, swap.
///
/// Live batches go on all the while. They are held twice for a moment, in which the last events are applied: once so that
/// both generations stand at the same events when the comparison takes its snapshot, once for the swap.
///
/// Thread contract: everything happens on the caller's thread, which waits; an interrupt ends it where it is.
final class RebuildRun {

    private static final Logger LOG = Logger.getLogger(RebuildRun.class);
    private static final Duration SQL_AT_MOST = Duration.ofSeconds(60);
    private static final Duration WHOLE_TABLES_AT_MOST = Duration.ofHours(12);
    private static final int MOST_ROUNDS = 200;

    private final Pool pool;
    private final EngineConfig.Rebuild config;
    private final Projection projection;
    private final String owner;
    private final NextGeneration next;
    private final LogLoader loader;

    RebuildRun(
            Pool pool,
            EngineConfig.Rebuild config,
            Projection projection,
            String owner,
            NextGeneration next,
            LogLoader loader) {
        this.pool = pool;
        this.config = config;
        this.projection = projection;
        this.owner = owner;
        this.next = next;
        this.loader = loader;
    }

    /// Where to read to.
    ///
    /// @param notCompared why the generations will not stand at the same events; null when they will
    private record Target(Map<TopicPartition, Long> offsets, @Nullable String notCompared) {}

    void run(Claimed claimed) throws InterruptedException {
        Phase phase = claimed.phase();
        if (phase == Phase.LOADING) {
            loader.catchUp(target().offsets());
            enter(Phase.INDEXING);
            phase = Phase.INDEXING;
        }
        if (phase == Phase.INDEXING) {
            inTransaction(next::index, WHOLE_TABLES_AT_MOST);
            phase = Phase.CATCHING_UP;
        }
        comeNear();
        if (phase != Phase.SWAPPING) {
            enter(Phase.COMPARING);
            Comparison compared = compare();
            LOG.infof("%s: compared with the next generation: %s", projection.name(), compared);
            await(RebuildTable.compared(pool, projection.name(), owner, compared));
            enter(Phase.SWAPPING);
            comeNear();
        }
        swap();
    }

    private void enter(Phase phase) {
        if (!await(RebuildTable.enter(pool, projection.name(), owner, phase))) {
            throw new CancellationException(
                    "the rebuild of " + projection.name() + " is not ours any more");
        }
        LOG.infof("%s: rebuild is %s", projection.name(), phase.stored());
    }

    /// The serving generation's place when both shall be compared; otherwise the end of the log.
    private Target target() {
        Serving serving = await(Serving.read(pool, projection));
        Map<TopicPartition, Long> ends = loader.readEnds();
        String notCompared = null;
        if (serving.version() != projection.version()) {
            notCompared = "the serving generation is of version " + serving.version();
        } else if (!serving.standing().isEmpty()) {
            notCompared = "lanes of the serving generation stand still: " + serving.standing();
        } else if (LogLoader.between(serving.positions(), ends) > config.comparedWithinEvents()) {
            notCompared = "the serving generation is too far behind the log";
        }
        if (notCompared == null) {
            return new Target(serving.positions(), null);
        }
        Map<TopicPartition, Long> furthest = new HashMap<>(ends);
        serving.positions().forEach((at, offset) -> furthest.merge(at, offset, Math::max));
        return new Target(furthest, notCompared);
    }

    /// Until so little is left that live batches can be held for it.
    private void comeNear() throws InterruptedException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Target target = target();
            if (loader.left(target.offsets()) <= config.swapBelowEvents()) {
                return;
            }
            loader.catchUp(target.offsets());
        }
        throw new IllegalStateException("events come faster than the next generation applies them");
    }

    /// Both generations are seen as of the same events: the snapshot is taken while live batches are held, and used after
    /// they go on.
    private Comparison compare() throws InterruptedException {
        try (var transaction = new HeldTransaction(pool)) {
            SqlConnection snapshot = transaction.connection();
            await(snapshot.query("begin isolation level repeatable read read only").execute());
            Optional<String> notCompared =
                    whileHeld(_ -> {
                        Target target = target();
                        loader.catchUp(target.offsets());
                        await(snapshot.query("select 1 from engine.projection").execute());
                        return Optional.ofNullable(target.notCompared());
                    });
            if (notCompared.isPresent()) {
                return Comparison.leftOut(notCompared.get());
            }
            long apart = await(Serving.lanesApart(snapshot, projection.name(), next.name()));
            if (apart > 0) {
                return Comparison.leftOut(apart + " lanes do not stand at the same events");
            }
            return new Checksums(snapshot, projection.name(), next.name())
                    .compare()
                    .await()
                    .atMost(WHOLE_TABLES_AT_MOST);
        }
    }

    private void swap() throws InterruptedException {
        await(
                RebuildTable.renew(
                        pool, projection.name(), owner, config.leaseMillis(), loader.progress()));
        long events =
                whileHeld(connection -> {
                    loader.catchUp(target().offsets());
                    mustLackNothing();
                    mustApplyWhatServes();
                    await(next.swap(connection));
                    return loader.progress().total();
                });
        LOG.infof(
                "%s: version %d serves, rebuilt from %d events",
                projection.name(), projection.version(), events);
    }

    private void mustLackNothing() {
        Set<String> standing = new HashSet<>(await(Serving.standing(pool, next.name())));
        standing.removeAll(await(Serving.standing(pool, projection.name())));
        if (!standing.isEmpty()) {
            throw new UnfitException(
                    "the log lacks events of lanes that the serving generation has: " + standing);
        }
    }

    /// A version with a mistake would park what the serving generation shows.
    private void mustApplyWhatServes() {
        long parked = await(Serving.parkedOnlyIn(pool, next.name(), projection.name()));
        if (parked > 0) {
            throw new UnfitException(
                    "the next generation cannot apply %d streams that the serving one has"
                            .formatted(parked));
        }
    }

    /// The next generation is worse than the one that serves, and would be so again.
    static final class UnfitException extends RuntimeException {
        UnfitException(String message) {
            super(message);
        }
    }

    private interface Held<T> {
        T then(SqlConnection connection) throws InterruptedException;
    }

    /// Does something while no live batch is applied, in a transaction that is committed when it succeeds.
    private <T> T whileHeld(Held<T> step) throws InterruptedException {
        try (var transaction = new HeldTransaction(pool)) {
            await(Serving.hold(transaction.connection(), projection.name()));
            T result = step.then(transaction.connection());
            transaction.commit();
            return result;
        }
    }

    private void inTransaction(Function<SqlConnection, Uni<Void>> work, Duration atMost) {
        pool.withTransaction(work).await().atMost(atMost);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SQL_AT_MOST);
    }
}
