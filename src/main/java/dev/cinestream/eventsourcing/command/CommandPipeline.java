package dev.cinestream.eventsourcing.command;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import dev.cinestream.eventsourcing.privacy.PersonalCipher;
import dev.cinestream.eventsourcing.privacy.SubjectKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/// Commands of a share of the lane groups, one batch at a time. While a batch is on its way to the disk the next one
/// gathers; an idle pipeline starts at once. So a batch is as large as the load makes it, and nobody waits for a timer.
///
/// A try that ends in a lost connection has an unknown outcome. The batch is then made again: commands that did get
/// through are found by their ids and answered with what happened.
final class CommandPipeline {

    private static final Logger LOG = Logger.getLogger(CommandPipeline.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(20);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);

    private final Pool pool;
    private final Aggregates aggregates;
    private final SubjectKeys subjectKeys;
    private final OutboxRelay relay;
    private final EngineConfig.Command config;
    private final CommandMetrics metrics;
    private final HeadCache cache;
    private final Queue<Pending<?, ?, ?, ?>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicBoolean busy = new AtomicBoolean();

    CommandPipeline(
            Pool pool,
            Aggregates aggregates,
            SubjectKeys subjectKeys,
            OutboxRelay relay,
            EngineConfig.Command config,
            CommandMetrics metrics) {
        this.pool = pool;
        this.aggregates = aggregates;
        this.subjectKeys = subjectKeys;
        this.relay = relay;
        this.config = config;
        this.metrics = metrics;
        this.cache = new HeadCache(config.cachedHeadBytes() / config.pipelines());
    }

    int queued() {
        return queued.get();
    }

    void submit(Pending<?, ?, ?, ?> pending) {
        if (queued.incrementAndGet() > config.maxQueuedCommands()) {
            queued.decrementAndGet();
            metrics.refused();
            pending.fail(
                    new CommandBus.OverloadedException(
                            "more than " + config.maxQueuedCommands() + " commands are waiting"));
            return;
        }
        queue.add(pending);
        pump();
    }

    private void pump() {
        if (!queue.isEmpty() && busy.compareAndSet(false, true)) {
            List<Pending<?, ?, ?, ?>> commands = take();
            if (commands.isEmpty()) {
                busy.set(false);
                return;
            }
            long started = System.nanoTime();
            run(commands, started)
                    .eventually(() -> {
                        metrics.batch(commands.size(), System.nanoTime() - started);
                        busy.set(false);
                        pump();
                    })
                    .subscribe()
                    .with(_ -> {}, failure -> LOG.error("a command batch ended badly", failure));
        }
    }

    private List<Pending<?, ?, ?, ?>> take() {
        List<Pending<?, ?, ?, ?>> commands = new ArrayList<>();
        while (commands.size() < config.maxBatchCommands()) {
            Pending<?, ?, ?, ?> next = queue.poll();
            if (next == null) {
                break;
            }
            queued.decrementAndGet();
            commands.add(next);
        }
        return commands;
    }

    /// Ends well whatever happens to the commands: each of them has been answered.
    private Uni<Void> run(List<Pending<?, ?, ?, ?>> commands, long started) {
        return retrying(commands, started)
                .invoke(batch -> batch.outcomes.forEach(this::answer))
                .replaceWithVoid()
                .onFailure(CommandPipeline::isOfOneCommand)
                .recoverWithUni(failure -> oneByOne(commands, failure))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "%d commands were given up after %d ms: %s",
                            commands.size(), millisSince(started), failure);
                    commands.forEach(c ->
                            fail(
                                    c,
                                    new CommandBus.UnavailableException(
                                            "the database did not answer in time", failure)));
                    return null;
                });
    }

    private Uni<Batch> retrying(List<Pending<?, ?, ?, ?>> commands, long started) {
        Predicate<Throwable> passes =
                failure ->
                        !isOfOneCommand(failure)
                                && millisSince(started) < config.giveUpAfterMillis();
        return Uni.createFrom()
                .deferred(() -> attempt(commands))
                .onFailure(passes)
                .invoke(failure -> {
                    LOG.debugf(failure, "a batch of %d commands is tried again", commands.size());
                    metrics.retried();
                })
                .onFailure(passes)
                .retry()
                .withBackOff(FIRST_BACKOFF, LONGEST_BACKOFF)
                .indefinitely();
    }

    /// Postgres refused the data itself (classes 22 and 23): some command's, so each is tried alone.
    private static boolean isOfOneCommand(Throwable failure) {
        return failure instanceof PgException e
                && e.getSqlState() != null
                && (e.getSqlState().startsWith("22") || e.getSqlState().startsWith("23"));
    }

    private Uni<Void> oneByOne(List<Pending<?, ?, ?, ?>> commands, Throwable failure) {
        if (commands.size() == 1) {
            fail(commands.getFirst(), failure);
            return Uni.createFrom().voidItem();
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Pending<?, ?, ?, ?> command : commands) {
            all = all.chain(() -> run(List.of(command), System.nanoTime()));
        }
        return all;
    }

    private Uni<Batch> attempt(List<Pending<?, ?, ?, ?>> commands) {
        Set<Integer> groups = new TreeSet<>();
        commands.forEach(c -> groups.add(c.group));
        return pool.getConnection()
                .chain(connection ->
                        transact(connection, commands, groups)
                                .ifNoItem()
                                .after(Duration.ofMillis(config.attemptTimeoutMillis()))
                                .fail()
                                .onFailure()
                                .call(() -> abandon(connection))
                                .call(connection::close))
                .onFailure()
                .invoke(() -> groups.forEach(cache::forget));
    }

    /// The connection's state is unknown: it goes back to the pool only if it can be rolled back at once.
    private static Uni<Void> abandon(SqlConnection connection) {
        return connection
                .query("rollback")
                .execute()
                .ifNoItem()
                .after(Duration.ofMillis(500))
                .fail()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        LOG.debugf("rollback failed, the connection is thrown away: %s", failure))
                .onFailure()
                .recoverWithNull()
                .chain(connection::close);
    }

    private Uni<Batch> transact(
            SqlConnection connection, List<Pending<?, ?, ?, ?>> commands, Set<Integer> groups) {
        Set<Head.Key> unknown = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (Pending<?, ?, ?, ?> command : commands) {
            ids.add(command.context.commandId());
            if (cache.head(command.key) == null) {
                unknown.add(command.key);
            }
        }
        return CommandStore.begin(connection, groups, unknown, ids)
                .chain(loaded -> refresh(connection, commands, loaded))
                .chain(loaded -> decide(commands, loaded))
                .call(batch -> save(connection, batch));
    }

    /// Reads again what the cache holds of groups that somebody else wrote to.
    private Uni<CommandStore.Loaded> refresh(
            SqlConnection connection,
            List<Pending<?, ?, ?, ?>> commands,
            CommandStore.Loaded loaded) {
        Set<Integer> stale = new TreeSet<>();
        loaded.groups()
                .forEach((group, row) -> {
                    if (!cache.isCurrent(group, row)) {
                        stale.add(group);
                    }
                });
        if (stale.isEmpty()) {
            return Uni.createFrom().item(loaded);
        }
        Set<Head.Key> again = new HashSet<>();
        commands.stream()
                .filter(c -> stale.contains(c.group) && !loaded.heads().containsKey(c.key))
                .forEach(c -> again.add(c.key));
        var lanes = CommandStore.lanes(connection, stale);
        var heads = CommandStore.heads(connection, again);
        return Uni.combine()
                .all()
                .unis(lanes, heads)
                .with((l, h) -> refreshed(loaded, stale, l, h));
    }

    private CommandStore.Loaded refreshed(
            CommandStore.Loaded loaded,
            Set<Integer> stale,
            Map<Head.Lane, Long> lanes,
            Map<Head.Key, Head.Stored> heads) {
        for (int group : stale) {
            Map<Head.Lane, Long> ofGroup = new HashMap<>(lanes);
            ofGroup.keySet().removeIf(lane -> aggregates.lanes().groupOf(lane.lane()) != group);
            cache.reset(group, groupOf(loaded, group), ofGroup);
        }
        Map<Head.Key, Head.Stored> all = new HashMap<>(loaded.heads());
        all.putAll(heads);
        return new CommandStore.Loaded(loaded.groups(), all, loaded.known());
    }

    private static Head.Group groupOf(CommandStore.Loaded loaded, int group) {
        Head.Group row = loaded.groups().get(group);
        if (row == null) {
            throw new IllegalStateException("engine.lane_group has no row " + group);
        }
        return row;
    }

    /// Decides all commands; when a person's key is missing, fetches it and decides all of them again.
    private Uni<Batch> decide(List<Pending<?, ?, ?, ?>> commands, CommandStore.Loaded loaded) {
        try {
            return Uni.createFrom().item(decideNow(commands, loaded));
        } catch (PersonalCipher.KeyNeededException needed) {
            return subjectKeys
                    .loadOrCreate(Set.of(needed.subject()))
                    .chain(() -> decide(commands, loaded));
        }
    }

    private Batch decideNow(List<Pending<?, ?, ?, ?>> commands, CommandStore.Loaded loaded) {
        Map<Head.Key, Head> heads = new HashMap<>();
        Map<Head.Lane, Long> lanes = new HashMap<>();
        for (Pending<?, ?, ?, ?> command : commands) {
            Head cached = cache.head(command.key);
            Head.Stored stored = loaded.heads().get(command.key);
            if (cached != null) {
                heads.put(command.key, cached);
            } else if (stored != null) {
                heads.computeIfAbsent(
                        command.key,
                        _ -> command.decode(stored, aggregates.codec(), subjectKeys::cached));
            }
            var lane = new Head.Lane(command.key.category(), command.lane);
            lanes.put(lane, cache.sequence(lane));
        }
        var batch =
                new Batch(
                        aggregates.codec(),
                        subjectKeys::cached,
                        config.maxEventBytes(),
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        loaded.groups(),
                        heads,
                        lanes,
                        loaded.known());
        commands.forEach(batch::decide);
        return batch;
    }

    private Uni<Void> save(SqlConnection connection, Batch batch) {
        if (batch.writesNothing()) {
            return connection.query("rollback").execute().replaceWithVoid();
        }
        return CommandStore.saveAndCommit(
                        connection, batch, batch.slot(), batch.now().atOffset(ZoneOffset.UTC))
                .invoke(() -> committed(batch));
    }

    private void committed(Batch batch) {
        batch.changedHeads.forEach(
                (key, changed) -> cache.put(groupOfStream(key), key, changed.head()));
        for (int group : batch.events.keySet()) {
            Map<Head.Lane, Long> lanes = new HashMap<>(batch.changedLanes);
            lanes.keySet().removeIf(lane -> aggregates.lanes().groupOf(lane.lane()) != group);
            cache.committed(group, batch.after(group), lanes);
        }
        relay.committed(batch.outboxRows());
    }

    private int groupOfStream(Head.Key key) {
        return aggregates.lanes().groupOf(aggregates.lanes().laneOf(key.streamId()));
    }

    private void answer(Batch.Outcome outcome) {
        boolean waitsForLog =
                outcome.pending().context.durability() == CommandContext.Durability.LOG;
        if (!waitsForLog || outcome.position() == 0) {
            answerNow(outcome);
            return;
        }
        relay.passed(outcome.group(), outcome.position())
                .subscribe()
                .with(
                        _ -> answerNow(outcome),
                        failure ->
                                fail(
                                        outcome.pending(),
                                        new CommandBus.UnavailableException(
                                                "committed, but not confirmed by Kafka in time",
                                                failure)));
    }

    private void answerNow(Batch.Outcome outcome) {
        metrics.answered(outcome.pending(), outcome.result());
        outcome.answer().run();
    }

    private void fail(Pending<?, ?, ?, ?> command, Throwable failure) {
        metrics.answered(command, null);
        command.fail(failure);
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
