package dev.cinestream.eventsourcing.command;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import dev.cinestream.eventsourcing.privacy.PersonalCipher;
import dev.cinestream.eventsourcing.privacy.SubjectKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The [CommandBus]: finds a stream's lane group and hands the command to the pipeline that owns the group here.
@ApplicationScoped
public class BatchedCommandBus implements CommandBus {

    private final Aggregates aggregates;
    private final SubjectKeys subjectKeys;
    private final Pool pool;
    private final List<CommandPipeline> pipelines;

    public BatchedCommandBus(
            Pool pool,
            Aggregates aggregates,
            SubjectKeys subjectKeys,
            OutboxRelay relay,
            EngineConfig config,
            MeterRegistry registry) {
        this.aggregates = aggregates;
        this.subjectKeys = subjectKeys;
        this.pool = pool;
        var metrics = new CommandMetrics(registry);
        this.pipelines =
                java.util.stream.Stream.generate(() ->
                                new CommandPipeline(
                                        pool,
                                        aggregates,
                                        subjectKeys,
                                        relay,
                                        config.command(),
                                        metrics))
                        .limit(config.command().pipelines())
                        .toList();
        Gauge.builder("cinestream.command.queued", pipelines, BatchedCommandBus::queued)
                .baseUnit("commands")
                .description("Commands waiting for a batch")
                .register(registry);
    }

    @Override
    public <C, S, E, R extends Rejection> Uni<CommandResult<R>> execute(
            AggregateType<C, S, E, R> type, UUID streamId, C command, CommandContext context) {
        int lane = aggregates.lanes().laneOf(streamId);
        int group = aggregates.lanes().groupOf(lane);
        Context caller = Vertx.currentContext();
        Uni<CommandResult<R>> result =
                Uni.createFrom()
                        .emitter(emitter ->
                                pipelines
                                        .get(group % pipelines.size())
                                        .submit(
                                                new Pending<>(
                                                        type, streamId, command, context, lane,
                                                        group, emitter)));
        return caller == null
                ? result
                : result.emitOn(task -> caller.runOnContext(_ -> task.run()));
    }

    @Override
    public <S> Uni<CommandBus.@Nullable Head<S>> head(
            AggregateType<?, S, ?, ?> type, UUID streamId) {
        var key = new dev.cinestream.eventsourcing.command.Head.Key(type.category(), streamId);
        return pool.withConnection(connection -> CommandStore.heads(connection, Set.of(key)))
                .chain(found -> {
                    var stored = found.get(key);
                    return stored == null ? Uni.createFrom().nullItem() : decode(type, stored);
                });
    }

    private <S> Uni<CommandBus.@Nullable Head<S>> decode(
            AggregateType<?, S, ?, ?> type,
            dev.cinestream.eventsourcing.command.Head.Stored stored) {
        try {
            S state =
                    aggregates
                            .codec()
                            .readState(type.stateType(), stored.state(), subjectKeys::cached);
            return Uni.createFrom().item(new CommandBus.Head<>(state, stored.revision()));
        } catch (PersonalCipher.KeyNeededException needed) {
            return subjectKeys
                    .loadForReading(Set.of(needed.subject()))
                    .chain(() -> decode(type, stored));
        }
    }

    private static double queued(List<CommandPipeline> pipelines) {
        return pipelines.stream().mapToInt(CommandPipeline::queued).sum();
    }
}
