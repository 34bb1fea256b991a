package dev.cinestream.eventsourcing.command;

import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.schema.EventCodec;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.UUID;

/// A command on its way through a pipeline, with the types that the pipeline does not know.
final class Pending<C, S, E, R extends Rejection> {

    final AggregateType<C, S, E, R> type;
    final Head.Key key;
    final CommandContext context;
    final int lane;
    final int group;
    private final long submitted = System.nanoTime();
    private final C command;
    private final UniEmitter<? super CommandResult<R>> emitter;

    Pending(
            AggregateType<C, S, E, R> type,
            UUID streamId,
            C command,
            CommandContext context,
            int lane,
            int group,
            UniEmitter<? super CommandResult<R>> emitter) {
        this.type = type;
        this.key = new Head.Key(type.category(), streamId);
        this.command = command;
        this.context = context;
        this.lane = lane;
        this.group = group;
        this.emitter = emitter;
    }

    Decision<E, R> decide(Object state) {
        return type.decider().decide(command, type.stateType().cast(state));
    }

    /// The state after an event that [#decide] gave.
    S evolve(Object state, E event) {
        return type.decider().evolve(type.stateType().cast(state), event);
    }

    S initial() {
        return type.decider().initial();
    }

    Head decode(Head.Stored stored, EventCodec codec, EventCodec.Keys keys) {
        S state = codec.readState(type.stateType(), stored.state(), keys);
        return new Head(stored.revision(), stored.checksum(), state, stored.state().length);
    }

    Head none() {
        return new Head(0, dev.cinestream.eventsourcing.log.Checksum.none(), initial(), 0);
    }

    long nanosSinceSubmitted() {
        return System.nanoTime() - submitted;
    }

    void complete(CommandResult<R> result) {
        emitter.complete(result);
    }

    void fail(Throwable failure) {
        emitter.fail(failure);
    }
}
