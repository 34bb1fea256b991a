package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.projection.BatchWriter;
import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.projection.Generation;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.Projections;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus.Phase;
import dev.cinestream.eventsourcing.rebuild.RebuildTable.Claimed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Does the rebuilds that this instance claims, one after the other, and keeps their leases. A rebuild whose owner is
/// silent for longer than its lease is claimed by another instance, which goes on where the inbox of the next generation
/// says.
///
/// Thread contract: everything but [#wake] and [#stop] happens on the worker's own thread, which may block.
final class RebuildWorker {

    private static final Logger LOG = Logger.getLogger(RebuildWorker.class);
    private static final Duration SQL_AT_MOST = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final Pool pool;
    private final Projections projections;
    private final LogConsumers readers;
    private final Decoder decoder;
    private final BatchWriter writer;
    private final EngineConfig config;
    private final String owner = UUID.randomUUID().toString();
    private volatile boolean running;
    private @Nullable Thread thread;

    RebuildWorker(
            Pool pool,
            Projections projections,
            LogConsumers readers,
            Decoder decoder,
            BatchWriter writer,
            EngineConfig config) {
        this.pool = pool;
        this.projections = projections;
        this.readers = readers;
        this.decoder = decoder;
        this.writer = writer;
        this.config = config;
    }

    /// @param first what to do before the first look
    void start(Uni<Void> first) {
        running = true;
        thread = Thread.ofPlatform().name("rebuild").daemon(true).start(() -> lookAround(first));
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /// Leaves a running rebuild where it is, for another instance, which need not wait for the lease's end.
    void stop() throws InterruptedException {
        running = false;
        Thread working = thread;
        if (working != null) {
            working.interrupt();
            working.join(Duration.ofSeconds(10));
            await(RebuildTable.release(pool, owner));
        }
    }

    private void lookAround(Uni<Void> first) {
        Uni<Void> before = first;
        while (running) {
            try {
                await(before);
                before = Uni.createFrom().voidItem();
                for (Projection each : projections.all()) {
                    if (running) {
                        await(claim(each)).ifPresent(claimed -> rebuild(each, claimed));
                    }
                }
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warnf("looking for rebuilds to do: %s", e);
                }
            }
            if (running) {
                Thread.interrupted(); // that was for the rebuild that has ended
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    private Uni<Optional<Claimed>> claim(Projection projection) {
        return RebuildTable.claim(pool, projection, owner, config.rebuild().leaseMillis());
    }

    private void rebuild(Projection projection, Claimed claimed) {
        LOG.infof("%s: rebuild is %s here", projection.name(), claimed.phase().stored());
        var lease =
                new RebuildLease(pool, projection.name(), owner, config.rebuild().leaseMillis());
        try (lease) {
            retrying(projection, claimed, lease);
        } catch (InterruptedException e) {
            LOG.infof("%s: rebuild is left to others", projection.name());
        }
    }

    private void retrying(Projection projection, Claimed claimed, RebuildLease lease)
            throws InterruptedException {
        Claimed now = claimed;
        Duration pause = FIRST_BACKOFF;
        while (true) {
            try {
                attempt(projection, now, lease);
                return;
            } catch (RuntimeException e) {
                if (!running || lease.isLost()) {
                    throw new InterruptedException();
                }
                if (!await(RebuildTable.isHeld(pool, projection.name(), owner))) {
                    LOG.infof("%s: rebuild was cancelled or taken over", projection.name());
                    return;
                }
                LOG.warnf(e, "%s: rebuild failed", projection.name());
                now = again(projection, now.attempts() + 1);
                if (e instanceof RebuildRun.UnfitException
                        || now.attempts() >= config.rebuild().maxAttempts()) {
                    giveUp(projection, e);
                    return;
                }
                await(
                        RebuildTable.failedOnce(
                                pool, projection.name(), owner, now.attempts(), e.toString()));
                Thread.sleep(pause);
                pause =
                        pause.compareTo(LONGEST_BACKOFF) > 0
                                ? LONGEST_BACKOFF
                                : pause.multipliedBy(2);
            }
        }
    }

    private Claimed again(Projection projection, int attempts) {
        RebuildStatus status = await(RebuildTable.one(pool, projection.name())).orElseThrow();
        return new Claimed(status.phase(), status.version(), attempts);
    }

    private void attempt(Projection projection, Claimed claimed, RebuildLease lease)
            throws InterruptedException {
        var next = new NextGeneration(projections, projection, owner);
        boolean anew = claimed.version() != projection.version();
        await(pool.withTransaction(anew ? next::createAnew : next::create));
        try (LogLoader loader = loader(projection, next)) {
            lease.reports(loader);
            new RebuildRun(pool, config.rebuild(), projection, owner, next, loader)
                    .run(anew ? new Claimed(Phase.LOADING, projection.version(), 0) : claimed);
            lease.reports(null);
        }
    }

    private LogLoader loader(Projection projection, NextGeneration next) {
        Generation generation = next.written(Thread::startVirtualThread);
        List<LogShard> shards =
                readers.shares(projection.categories(), config.rebuild().workers()).stream()
                        .map(share -> shard(share, generation))
                        .toList();
        return new LogLoader(pool, next.name(), readers.layout(), shards);
    }

    private LogShard shard(List<TopicPartition> share, Generation generation) {
        return new LogShard(readers.open(), share, decoder, writer, generation, config.rebuild());
    }

    private void giveUp(Projection projection, RuntimeException cause) {
        await(
                pool.withTransaction(connection ->
                        NextGeneration.lock(connection, projection.name())
                                .chain(() ->
                                        RebuildTable.end(
                                                connection,
                                                projection.name(),
                                                Phase.FAILED,
                                                cause.toString()))
                                .chain(() ->
                                        NextGeneration.discard(connection, projection.name()))));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SQL_AT_MOST);
    }
}
