package dev.cinestream.eventsourcing.heads;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.heads.HeadFinding.Kind;
import dev.cinestream.eventsourcing.heads.HeadRun.Mode;
import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Compares a category's heads with the log, and with [Mode#REBUILD] writes those that differ.
///
/// The log is folded slice by slice (see [Slice]) while commands go on. Heads that agree are done with; those that do not may
/// only be newer than what was read, so they are settled while their lane group is held: the rest of the log is read, and
/// what differs then does differ.
///
/// Thread contract: everything happens on the caller's thread, which waits.
final class HeadCheck<S> {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final Duration RELAYED_WITHIN = Duration.ofSeconds(60);
    private static final Duration DECODED_WITHIN = Duration.ofSeconds(30);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int PAGE = 500;
    private static final int SETTLED_AT_ONCE = 2_000;

    private final Pool pool;
    private final Decoder decoder;
    private final Lanes lanes;
    private final Set<Integer> scope;
    private final AggregateType<?, S, ?, ?> type;
    private final HeadRight<S> right;
    private final LaneReader log;
    private final Mode mode;
    private final long mostBytes;
    private final Pulse pulse;
    private final Findings findings = new Findings();

    /// Told how far it is; throws when it must end.
    interface Pulse {
        void beat(long eventsRead) throws InterruptedException;
    }

    HeadCheck(
            Pool pool,
            Decoder decoder,
            Lanes lanes,
            Collection<Integer> scope,
            AggregateType<?, S, ?, ?> type,
            HeadRight<S> right,
            LaneReader log,
            Mode mode,
            long mostBytes,
            Pulse pulse) {
        this.pool = pool;
        this.decoder = decoder;
        this.lanes = lanes;
        this.scope = Set.copyOf(scope);
        this.type = type;
        this.right = right;
        this.log = log;
        this.mode = mode;
        this.mostBytes = mostBytes;
        this.pulse = pulse;
    }

    HeadReport run() throws InterruptedException {
        Map<TopicPartition, Long> starts = log.begins();
        UUID from = Slice.LOWEST;
        while (from != null) {
            log.seek(starts);
            var slice = new Slice<>(type, from, mostBytes);
            readOn(slice);
            settle(slice, suspects(slice));
            starts = startsAfter(slice, starts.keySet());
            from = slice.next();
        }
        return findings.report();
    }

    private void readOn(Slice<S> slice) throws InterruptedException {
        log.readToEnd(deliveries -> {
            fold(slice, deliveries.stream().filter(slice::wants).toList());
            pulse.beat(log.read());
        });
    }

    private void fold(Slice<S> slice, List<Delivery> wanted) {
        List<Decoded> decoded =
                decoder.decode(wanted.stream().map(Delivery::recorded).toList())
                        .await()
                        .atMost(DECODED_WITHIN);
        for (int i = 0; i < wanted.size(); i++) {
            slice.add(wanted.get(i), decoded.get(i));
        }
    }

    private Map<TopicPartition, Long> startsAfter(Slice<S> slice, Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (TopicPartition each : partitions) {
            Long beyond = slice.firstBeyond(each);
            starts.put(each, beyond == null ? log.position(each) : beyond);
        }
        return starts;
    }

    /// Streams of the slice whose head is not what the log said so far.
    private List<UUID> suspects(Slice<S> slice) throws InterruptedException {
        List<UUID> suspects = new ArrayList<>();
        Set<UUID> unseen = new HashSet<>();
        slice.ids().forEach(unseen::add);
        UUID from = slice.from();
        while (from != null) {
            List<HeadTable.Stored> page = await(HeadTable.page(pool, type.category(), from, PAGE));
            from = page.size() < PAGE ? null : Slice.after(page.getLast().stream());
            for (HeadTable.Stored head : page) {
                if (!slice.has(head.stream())) {
                    from = null;
                } else if (scope.contains(lanes.laneOf(head.stream()))) {
                    findings.compared(1);
                    unseen.remove(head.stream());
                    if (right.difference(slice.of(head.stream()), head) != null) {
                        suspects.add(head.stream());
                    }
                }
            }
            pulse.beat(log.read());
        }
        findings.compared(unseen.size());
        suspects.addAll(unseen);
        return suspects;
    }

    /// With the last slice, the counters of all lanes are looked at, whether their streams differ or not.
    private void settle(Slice<S> slice, List<UUID> suspects) throws InterruptedException {
        Map<Integer, List<UUID>> byGroup = new TreeMap<>();
        if (slice.next() == null) {
            scope.forEach(lane -> byGroup.put(lanes.groupOf(lane), new ArrayList<>()));
        }
        for (UUID each : suspects) {
            byGroup.computeIfAbsent(lanes.groupOf(lanes.laneOf(each)), _ -> new ArrayList<>())
                    .add(each);
        }
        for (var group : byGroup.entrySet()) {
            List<UUID> all = group.getValue();
            for (int i = 0; i == 0 || i < all.size(); i += SETTLED_AT_ONCE) {
                settle(
                        slice,
                        group.getKey(),
                        all.subList(i, Math.min(all.size(), i + SETTLED_AT_ONCE)));
            }
        }
    }

    private void settle(Slice<S> slice, int group, List<UUID> suspects)
            throws InterruptedException {
        long began = System.nanoTime();
        while (!isSettled(slice, group, suspects)) {
            if (System.nanoTime() - began > RELAYED_WITHIN.toNanos()) {
                throw new IllegalStateException(
                        "lane group %d was not to be had, or its outbox not relayed, for %s; heads can be compared when it is"
                                .formatted(group, RELAYED_WITHIN));
            }
            pulse.beat(log.read());
            Thread.sleep(200);
        }
    }

    /// False when the group is busy, or the log lacks events that are still to be relayed.
    private boolean isSettled(Slice<S> slice, int group, List<UUID> suspects)
            throws InterruptedException {
        try {
            return isSettledNow(slice, group, suspects);
        } catch (PgException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSqlState())) {
                return false;
            }
            throw e;
        }
    }

    private boolean isSettledNow(Slice<S> slice, int group, List<UUID> suspects)
            throws InterruptedException {
        try (var held = new HeldGroup(pool, group)) {
            Map<Integer, Long> counters =
                    await(HeadTable.sequences(held.connection(), type.category(), group));
            counters.keySet().retainAll(scope);
            readOn(slice);
            boolean whole =
                    counters.entrySet().stream()
                            .allMatch(lane -> log.seen(lane.getKey()) >= lane.getValue());
            if (!whole && !held.isRelayed()) {
                return false;
            }
            long written = lanes(held, counters) + streams(held, slice, suspects, counters);
            if (written > 0) {
                await(HeadTable.rebuilt(held.connection(), group));
            }
            held.commit();
            findings.written(written);
            return true;
        }
    }

    private long lanes(HeldGroup held, Map<Integer, Long> counters) {
        long raised = 0;
        for (var each : counters.entrySet()) {
            int lane = each.getKey();
            long inLog = log.seen(lane);
            if (each.getValue() == inLog) {
                continue;
            }
            Kind kind = each.getValue() < inLog ? Kind.LANE_BEHIND : Kind.LANE_AHEAD;
            findings.add(new HeadFinding(kind, lane, null, each.getValue(), inLog));
            if (kind == Kind.LANE_BEHIND && mode == Mode.REBUILD) {
                await(HeadTable.raise(held.connection(), type.category(), lane, inLog));
                raised++;
            }
        }
        return raised;
    }

    private long streams(
            HeldGroup held, Slice<S> slice, List<UUID> suspects, Map<Integer, Long> counters) {
        List<UUID> mine = suspects.stream().filter(slice::has).toList();
        Map<UUID, HeadTable.Stored> heads = new HashMap<>();
        await(HeadTable.these(held.connection(), type.category(), mine))
                .forEach(head -> heads.put(head.stream(), head));
        List<HeadTable.Right> wrong = new ArrayList<>();
        for (UUID stream : mine) {
            Folded<S> folded = slice.of(stream);
            HeadTable.Stored head = heads.get(stream);
            Kind kind = right.difference(folded, head);
            if (kind != null) {
                int lane = lanes.laneOf(stream);
                findings.add(found(kind, lane, stream, head, folded));
                boolean lost = counters.getOrDefault(lane, 0L) > log.seen(lane);
                if (mode == Mode.REBUILD && mayBeWritten(kind, lost)) {
                    wrong.add(right.of(stream, folded));
                }
            }
        }
        if (!wrong.isEmpty()) {
            await(HeadTable.write(held.connection(), type.category(), wrong));
        }
        return wrong.size();
    }

    private static boolean mayBeWritten(Kind kind, boolean eventsOfTheLaneAreLost) {
        return switch (kind) {
            case MISSING, BEHIND, CHECKSUM, STATE -> true;
            case AHEAD -> !eventsOfTheLaneAreLost;
            case HOLE, UNREADABLE, LANE_BEHIND, LANE_AHEAD -> false;
        };
    }

    private static HeadFinding found(
            Kind kind,
            int lane,
            UUID stream,
            HeadTable.@Nullable Stored head,
            @Nullable Folded<?> folded) {
        return new HeadFinding(
                kind,
                lane,
                stream,
                head == null ? 0 : head.revision(),
                folded == null ? 0 : folded.revision);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(AT_MOST);
    }
}
