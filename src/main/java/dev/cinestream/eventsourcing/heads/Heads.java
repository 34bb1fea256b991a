package dev.cinestream.eventsourcing.heads;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.heads.HeadRun.Mode;
import dev.cinestream.eventsourcing.heads.HeadRun.State;
import dev.cinestream.eventsourcing.privacy.SubjectKeys;
import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.rebuild.LogConsumers;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Heads compared with the log, and made anew from it, while commands go on.
///
/// When to use which. **Verify**: whenever there is doubt (a rule that decides oddly, a restored Postgres, a disk that lied);
/// it writes nothing, and holds each lane group for milliseconds. **Rebuild**: when verify found something; after Postgres was
/// restored from a backup older than the log; after the JSON of a state changed so that old heads read wrongly. Only what
/// differs is written, so running it twice, or again after its instance died, is the same as running it once. What only
/// Postgres knows is not in the log: keys of persons come from a backup, and ids of commands that a restored Postgres lacks
/// are not recognised as repeats.
@ApplicationScoped
public class Heads {

    private static final Logger LOG = Logger.getLogger(Heads.class);
    private static final Duration SQL_AT_MOST = Duration.ofSeconds(30);
    private static final Duration BEAT_EVERY = Duration.ofSeconds(1);

    private final Pool pool;
    private final Aggregates aggregates;
    private final Decoder decoder;
    private final SubjectKeys keys;
    private final LogConsumers consumers;
    private final EngineConfig config;
    private volatile @Nullable Thread running;

    public Heads(
            Pool pool,
            Aggregates aggregates,
            Decoder decoder,
            SubjectKeys keys,
            LogConsumers consumers,
            EngineConfig config) {
        this.pool = pool;
        this.aggregates = aggregates;
        this.decoder = decoder;
        this.keys = keys;
        this.consumers = consumers;
        this.config = config;
    }

    /// Begins on this instance. Fails with [RunningException] while one runs anywhere.
    ///
    /// @param lanes which; empty for all
    /// @throws IllegalArgumentException when there is no such category or lane
    public Uni<HeadRun> start(
            Mode mode, String category, Collection<Integer> lanes, String actor, String reason) {
        AggregateType<?, ?, ?, ?> type = aggregates.of(category);
        List<Integer> sorted = lanes.stream().distinct().sorted().toList();
        if (sorted.stream().anyMatch(lane -> lane < 0 || lane >= config.lanes())) {
            throw new IllegalArgumentException(
                    "lanes are 0 to %d, not %s".formatted(config.lanes() - 1, sorted));
        }
        UUID run = UUID.randomUUID();
        return pool.withTransaction(connection ->
                        HeadRunTable.start(connection, run, mode, category, sorted, actor, reason))
                .invoke(begun -> {
                    if (!begun) {
                        throw new RunningException();
                    }
                    running =
                            Thread.ofPlatform()
                                    .name("heads")
                                    .daemon(true)
                                    .start(() -> run(run, mode, type, sorted));
                })
                .chain(() -> status(category))
                .map(Optional::orElseThrow);
    }

    /// The last or running one of a category.
    public Uni<Optional<HeadRun>> status(String category) {
        return HeadRunTable.list(pool, aggregates.of(category).category())
                .map(runs -> runs.stream().findFirst());
    }

    /// The last or running one of every category that had one.
    public Uni<List<HeadRun>> all() {
        return HeadRunTable.list(pool, null);
    }

    /// Ends a running one; what it has written is right and stays.
    public Uni<Optional<HeadRun>> cancel(String category) {
        return HeadRunTable.cancel(pool, aggregates.of(category).category())
                .chain(() -> status(category));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Thread thread = running;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(10));
        }
    }

    private void run(UUID run, Mode mode, AggregateType<?, ?, ?, ?> type, List<Integer> lanes) {
        try {
            HeadReport report =
                    check(mode, type, lanes, config.heads().foldedBytes(), log -> pulse(run, log));
            LOG.infof(
                    "%s: %,d heads compared with the log, %,d written, found %s",
                    type.category(), report.streams(), report.written(), report.counts());
            await(HeadRunTable.end(pool, run, State.DONE, report, null));
        } catch (CancellationException e) {
            LOG.infof("%s: %s", type.category(), e.getMessage());
        } catch (InterruptedException e) {
            end(run, type, "its instance was shut down; run it again");
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s: heads cannot be compared with the log", type.category());
            end(run, type, e.toString());
        }
    }

    private void end(UUID run, AggregateType<?, ?, ?, ?> type, String error) {
        try {
            await(HeadRunTable.end(pool, run, State.FAILED, null, error));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "%s: that the run failed is not written down (%s), its lease runs out: %s",
                    type.category(), error, e);
        }
    }

    /// @param foldedBytes how much is folded at once
    <S> HeadReport check(
            Mode mode,
            AggregateType<?, S, ?, ?> type,
            List<Integer> lanes,
            long foldedBytes,
            Function<LaneReader, HeadCheck.Pulse> pulse)
            throws InterruptedException {
        List<Integer> scope =
                lanes.isEmpty() ? IntStream.range(0, config.lanes()).boxed().toList() : lanes;
        try (var log =
                new LaneReader(consumers.open(), aggregates.layout(), type.category(), scope)) {
            return new HeadCheck<>(
                            pool,
                            decoder,
                            aggregates.lanes(),
                            scope,
                            type,
                            new HeadRight<>(type, aggregates.codec(), keys),
                            log,
                            mode,
                            foldedBytes,
                            pulse.apply(log))
                    .run();
        }
    }

    private HeadCheck.Pulse pulse(UUID run, LaneReader log) {
        long total = log.size();
        long[] next = {System.nanoTime()};
        return read -> {
            if (System.nanoTime() - next[0] >= 0) {
                next[0] = System.nanoTime() + BEAT_EVERY.toNanos();
                if (!await(HeadRunTable.beat(pool, run, read, Math.max(read, total)))) {
                    throw new CancellationException("the comparison of heads was cancelled");
                }
            }
        };
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SQL_AT_MOST);
    }

    /// One at a time. HTTP 409.
    public static final class RunningException extends RuntimeException {
        RunningException() {
            super("heads are being compared with the log already", null, false, false);
        }
    }
}
