package dev.cinestream.eventsourcing.command;

import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.log.Checksum;
import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.outbox.OutboxRow;
import dev.cinestream.eventsourcing.privacy.PersonalCipher;
import dev.cinestream.eventsourcing.schema.EventCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One transaction's worth of decisions, in memory: commands in arrival order against loaded heads, and what must be
/// written. Pure but for ids and the given time, so it may be thrown away and made again.
final class Batch {

    /// How one command ended, and which outbox row (0: none) it must wait for when durability is the log.
    record Outcome(
            Pending<?, ?, ?, ?> pending,
            @Nullable CommandResult<?> result,
            Runnable answer,
            int group,
            long position) {}

    /// A command id to remember.
    record NewCommand(String id, Head.Known known) {}

    /// A head to write. `state` is its JSON.
    @SuppressWarnings("ArrayRecordComponent") // on its way into a statement
    record NewHead(Head head, byte[] state) {}

    private final EventCodec codec;
    private final EventCodec.Keys keys;
    private final int maxEventBytes;
    private final Instant now;
    private final Map<Integer, Head.Group> groups;
    private final Map<Head.Key, Head> heads;
    private final Map<Head.Lane, Long> lanes;
    private final Map<String, Head.Known> known;

    final Map<Head.Key, NewHead> changedHeads = new LinkedHashMap<>();
    final Map<Head.Lane, Long> changedLanes = new LinkedHashMap<>();
    final Map<Integer, List<Recorded>> events = new TreeMap<>();
    final List<NewCommand> newCommands = new ArrayList<>();
    final List<Outcome> outcomes = new ArrayList<>();

    /// @param heads what is known of the heads; a missing one has no events
    Batch(
            EventCodec codec,
            EventCodec.Keys keys,
            int maxEventBytes,
            Instant now,
            Map<Integer, Head.Group> groups,
            Map<Head.Key, Head> heads,
            Map<Head.Lane, Long> lanes,
            Map<String, Head.Known> known) {
        this.codec = codec;
        this.keys = keys;
        this.maxEventBytes = maxEventBytes;
        this.now = now;
        this.groups = groups;
        this.heads = new HashMap<>(heads);
        this.lanes = new HashMap<>(lanes);
        this.known = new HashMap<>(known);
    }

    boolean writesNothing() {
        return newCommands.isEmpty();
    }

    Instant now() {
        return now;
    }

    /// The outbox table to write to; a rotation changes it for all groups at once, so the batch's groups agree.
    int slot() {
        return groups.values().iterator().next().slot();
    }

    /// Decides one command after all that came before it. One that cannot be decided fails alone.
    ///
    /// @throws PersonalCipher.KeyNeededException when a key must be fetched; then the whole batch is made again
    <C, S, E, R extends Rejection> void decide(Pending<C, S, E, R> pending) {
        try {
            outcomes.add(outcomeOf(pending));
        } catch (PersonalCipher.KeyNeededException e) {
            throw e;
        } catch (PersonalCipher.SubjectErasedException | EventCodec.UnserialisableException e) {
            outcomes.add(
                    answer(
                            pending,
                            new CommandResult.Unpublishable<R>(String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            outcomes.add(new Outcome(pending, null, () -> pending.fail(e), pending.group, 0));
        }
    }

    private <C, S, E, R extends Rejection> Outcome outcomeOf(Pending<C, S, E, R> pending) {
        CommandContext context = pending.context;
        Head.Known before = known.get(context.commandId());
        if (before != null) {
            return replay(pending, before);
        }
        Head head = heads.getOrDefault(pending.key, pending.none());
        Long expected = context.expectedRevision();
        if (expected != null && expected != head.revision()) {
            return answer(pending, new CommandResult.StaleRevision<>(expected, head.revision()));
        }
        return switch (pending.decide(head.state())) {
            case Decision.Rejected<E, R>(R rejection) ->
                    answer(pending, new CommandResult.Rejected<>(rejection));
            case Decision.Accepted<E, R>(List<E> accepted) -> record(pending, head, accepted);
        };
    }

    private <R extends Rejection> Outcome replay(Pending<?, ?, ?, R> pending, Head.Known before) {
        if (!before.fingerprint().equals(pending.context.fingerprint())) {
            return answer(pending, new CommandResult.CommandIdReused<>());
        }
        CommandResult<R> result =
                new CommandResult.Committed<R>(
                        before.streamId(), before.revision(), token(before), true);
        return new Outcome(
                pending, result, () -> pending.complete(result), before.group(), before.position());
    }

    private <C, S, E, R extends Rejection> Outcome record(
            Pending<C, S, E, R> pending, Head before, List<E> accepted) {
        var lane = new Head.Lane(pending.key.category(), pending.lane);
        long sequence = lanes.getOrDefault(lane, 0L);
        Head head = before;
        List<Recorded> recorded = new ArrayList<>(accepted.size());
        for (E event : accepted) {
            byte[] payload = codec.write(event, event.getClass(), keys);
            if (payload.length > maxEventBytes) {
                return answer(
                        pending,
                        new CommandResult.Unpublishable<>(
                                "an event of %,d bytes is larger than the %,d that can be published"
                                        .formatted(payload.length, maxEventBytes)));
            }
            sequence++;
            head = append(pending, head, event, sequence, payload, recorded);
        }
        // Everything that can fail comes before anything is remembered: a failed command leaves
        // nothing behind.
        return recorded.isEmpty()
                ? remember(pending, head, null, lane, sequence, recorded)
                : rememberWith(pending, head, lane, sequence, recorded);
    }

    /// A head in memory may still know a person who was erased meanwhile: it is written, and remembered, without them.
    private <C, S, E, R extends Rejection> Outcome rememberWith(
            Pending<C, S, E, R> pending,
            Head head,
            Head.Lane lane,
            long sequence,
            List<Recorded> recorded) {
        Class<S> type = pending.type.stateType();
        try {
            byte[] state = codec.write(head.state(), type, keys);
            return remember(pending, head, state, lane, sequence, recorded);
        } catch (PersonalCipher.SubjectErasedException _) {
            byte[] state = codec.writeBlanked(head.state(), type, keys);
            S blank = codec.readState(type, state, keys);
            Head blanked = new Head(head.revision(), head.checksum(), blank, 0);
            return remember(pending, blanked, state, lane, sequence, recorded);
        }
    }

    private <C, S, E, R extends Rejection> Head append(
            Pending<C, S, E, R> pending,
            Head head,
            E event,
            long sequence,
            byte[] payload,
            List<Recorded> recorded) {
        CommandContext context = pending.context;
        UUID id = Uuid7.next();
        String type = pending.type.eventTypes().nameOf(event);
        long revision = head.revision() + 1;
        byte[] checksum =
                Checksum.of(
                        head.checksum(),
                        id,
                        type,
                        pending.key.streamId(),
                        revision,
                        pending.lane,
                        sequence,
                        now,
                        context.actor(),
                        payload);
        recorded.add(
                new Recorded(
                        new Metadata(
                                id,
                                type,
                                pending.key.category(),
                                pending.key.streamId(),
                                revision,
                                pending.lane,
                                sequence,
                                now,
                                context.correlationId(),
                                context.causationId(),
                                context.actor(),
                                context.reason(),
                                HexFormat.of().formatHex(checksum),
                                context.traceparent()),
                        payload));
        return new Head(revision, checksum, pending.evolve(head.state(), event), 0);
    }

    private <R extends Rejection> Outcome remember(
            Pending<?, ?, ?, R> pending,
            Head head,
            byte @Nullable [] state,
            Head.Lane lane,
            long sequence,
            List<Recorded> recorded) {
        long position = 0;
        if (state != null) {
            Head sized = new Head(head.revision(), head.checksum(), head.state(), state.length);
            heads.put(pending.key, sized);
            changedHeads.put(pending.key, new NewHead(sized, state));
            lanes.put(lane, sequence);
            changedLanes.put(lane, sequence);
            events.computeIfAbsent(pending.group, _ -> new ArrayList<>()).addAll(recorded);
            position = nextPosition(pending.group);
        }
        var now =
                new Head.Known(
                        pending.context.fingerprint(),
                        pending.key.streamId(),
                        head.revision(),
                        lane.category(),
                        lane.lane(),
                        sequence,
                        pending.group,
                        position);
        known.put(pending.context.commandId(), now);
        newCommands.add(new NewCommand(pending.context.commandId(), now));
        CommandResult<R> result =
                new CommandResult.Committed<>(now.streamId(), now.revision(), token(now), false);
        return new Outcome(
                pending, result, () -> pending.complete(result), pending.group, position);
    }

    /// The outbox row this transaction writes for the group.
    long nextPosition(int group) {
        return after(group).position();
    }

    /// The group as this transaction leaves it.
    Head.Group after(int group) {
        Head.Group locked = groups.get(group);
        if (locked == null) {
            throw new IllegalStateException("lane group " + group + " was not locked");
        }
        return new Head.Group(locked.position() + 1, locked.slot(), locked.rebuilt());
    }

    /// What this transaction adds to the outbox.
    List<OutboxRow> outboxRows() {
        return events.entrySet().stream()
                .map(e -> new OutboxRow(e.getKey(), nextPosition(e.getKey()), e.getValue()))
                .toList();
    }

    /// A command without events answers with the lane's last sequence: whoever waits for it has seen the stream as it is.
    private static @Nullable ConsistencyToken token(Head.Known known) {
        return known.sequence() == 0
                ? null
                : new ConsistencyToken(known.category(), known.lane(), known.sequence());
    }

    private static <R extends Rejection> Outcome answer(
            Pending<?, ?, ?, R> pending, CommandResult<R> result) {
        return new Outcome(pending, result, () -> pending.complete(result), pending.group, 0);
    }
}
