package dev.cinestream.eventsourcing.integrity;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import dev.cinestream.eventsourcing.integrity.LogVerifier.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// One scan, from the first record to the report.
///
/// What was committed when it began must be in the log: the relay is waited for, then the log is read to its end of that
/// moment, then Postgres is compared. Commands go on meanwhile.
///
/// Thread contract: on a thread of its own, which it may block; only [#stop] is for others.
final class ScanRun {

    private static final Duration SQL_AT_MOST = Duration.ofSeconds(60);
    private static final Duration RELAYED_WITHIN = Duration.ofSeconds(10);
    private static final long ASK_EVERY_NANOS = Duration.ofMillis(50).toNanos();
    private static final long RENEW_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final UUID id;
    private final Map<String, AggregateType<?, ?, ?, ?>> byTopic;
    private final ToIntFunction<UUID> laneOf;
    private final Map<String, Object> kafka;
    private final Pool pool;
    private final ScanTable table;
    private final FirstOccurrences firsts;
    private final SpilledTails tails;
    private final Findings findings = new Findings();
    private final Repeats repeats = new Repeats();
    private final Map<TopicPartition, Integer> numbers = new LinkedHashMap<>();
    private volatile boolean stopped;
    private long nextRenewal = System.nanoTime();
    private long records;

    ScanRun(
            UUID id,
            Map<String, AggregateType<?, ?, ?, ?>> byTopic,
            ToIntFunction<UUID> laneOf,
            Map<String, Object> kafka,
            Pool pool,
            ScanTable table,
            FirstOccurrences firsts,
            int streamsInMemory) {
        this.id = id;
        this.byTopic = byTopic;
        this.laneOf = laneOf;
        this.kafka = kafka;
        this.pool = pool;
        this.table = table;
        this.firsts = firsts;
        this.tails = new SpilledTails(pool, streamsInMemory);
    }

    /// Somebody does not want to know any more.
    static final class StoppedException extends RuntimeException {
        StoppedException() {
            super("stopped", null, false, false);
        }
    }

    void stop() {
        stopped = true;
    }

    ScanReport run() {
        await(tails.clear());
        Committed committed = await(Committed.read(pool));
        Set<Integer> unrelayed = waitForRelay(committed);
        try (var reading = new LogReading(kafka, byTopic.keySet());
                var ids = new EventIds(reading.total())) {
            Committed now = await(Committed.read(pool));
            var verifier = new LogVerifier(this::isWhole, now::sequence, laneOf, tails, findings);
            while (!reading.isDone()) {
                readOn(reading, verifier, ids);
                renew(reading);
            }
            long lanesBehind = requireCommitted(committed, unrelayed, verifier);
            verifier.end();
            renew(reading);
            firsts.compare(ids, List.copyOf(numbers.keySet()), findings);
            firsts.compare(repeats, findings);
            renew(reading);
            compareHeads(verifier);
            return report(verifier, Math.toIntExact(lanesBehind));
        }
    }

    private Set<Integer> waitForRelay(Committed committed) {
        long deadline = System.nanoTime() + RELAYED_WITHIN.toNanos();
        Set<Integer> unrelayed = await(committed.unrelayed(pool));
        while (!unrelayed.isEmpty() && System.nanoTime() < deadline) {
            renew(0, 0);
            LockSupport.parkNanos(ASK_EVERY_NANOS);
            unrelayed = await(committed.unrelayed(pool));
        }
        return unrelayed;
    }

    private void readOn(LogReading reading, LogVerifier verifier, EventIds ids) {
        Map<TopicPartition, List<LogRecord>> parsed = new HashMap<>();
        Set<StreamTails.StreamKey> streams = new LinkedHashSet<>();
        reading.next()
                .forEach((partition, polled) ->
                        parsed.put(partition, parse(partition, polled, streams)));
        await(tails.load(streams));
        parsed.forEach((partition, each) -> verify(reading, verifier, ids, partition, each));
    }

    private static List<LogRecord> parse(
            TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> polled,
            Set<StreamTails.StreamKey> streams) {
        List<LogRecord> parsed = new ArrayList<>(polled.size());
        for (ConsumerRecord<byte[], byte[]> each : polled) {
            LogRecord record = LogRecord.read(partition, each);
            parsed.add(record);
            if (record instanceof LogRecord.Event event) {
                var metadata = event.recorded().metadata();
                streams.add(new StreamTails.StreamKey(metadata.category(), metadata.streamId()));
            }
        }
        return parsed;
    }

    private void verify(
            LogReading reading,
            LogVerifier verifier,
            EventIds ids,
            TopicPartition partition,
            List<LogRecord> polled) {
        int number = numbers.computeIfAbsent(partition, _ -> numbers.size());
        String category = type(partition.topic()).category();
        for (LogRecord each : polled) {
            Verdict verdict = verifier.offer(category, each, reading.isLastHope(partition));
            if (verdict == Verdict.AHEAD) {
                reading.hold(partition, each.offset());
                return;
            }
            records++;
            if (each instanceof LogRecord.Event event) {
                if (verdict == Verdict.REPEAT) {
                    repeats.add(event);
                } else if (verdict == Verdict.NEW) {
                    ids.add(
                            event.recorded().metadata().id(),
                            new EventIds.Place(number, event.offset()));
                }
            }
        }
    }

    /// @return how many lanes cannot be asked for everything, since the relay still has some of it
    private long requireCommitted(
            Committed committed, Set<Integer> unrelayed, LogVerifier verifier) {
        long behind = 0;
        for (Map.Entry<Lane, Long> each : committed.sequences().entrySet()) {
            Lane lane = each.getKey();
            if (byTopic.values().stream().noneMatch(t -> t.category().equals(lane.category()))) {
                continue;
            }
            LaneState state = verifier.lane(lane);
            if (!unrelayed.contains(committed.groups().get(lane))) {
                state.mustHave(each.getValue());
            } else if (state.last() < each.getValue()) {
                behind++;
            }
        }
        return behind;
    }

    private void compareHeads(LogVerifier verifier) {
        await(tails.writeAll());
        await(
                new TailCheck(pool, laneOf, lane -> verifier.lane(lane).judgedUpTo(), findings)
                        .run());
    }

    private ScanReport report(LogVerifier verifier, int lanesBehind) {
        List<ScanReport.LaneTally> tallies = new ArrayList<>();
        long events = 0;
        long repeated = 0;
        for (Map.Entry<Lane, LaneState> each : verifier.lanes().entrySet()) {
            LaneState state = each.getValue();
            events += state.events();
            repeated += state.repeats();
            var tally = state.tally(each.getKey().category(), each.getKey().lane());
            if (tally.sequence() > 0 || tally.missing() > 0) {
                tallies.add(tally);
            }
        }
        return new ScanReport(
                records,
                events,
                repeated,
                repeats.uncompared(),
                lanesBehind,
                findings.counts(),
                findings.first(),
                tallies);
    }

    private boolean isWhole(String category) {
        return byTopic.values().stream()
                .filter(type -> type.category().equals(category))
                .allMatch(type -> {
                    AggregateType.Log log = type.log();
                    return log == null || log.retentionMillis() < 0;
                });
    }

    private AggregateType<?, ?, ?, ?> type(String topic) {
        AggregateType<?, ?, ?, ?> type = byTopic.get(topic);
        if (type == null) {
            throw new IllegalStateException("nobody asked for topic " + topic);
        }
        return type;
    }

    private void renew(LogReading reading) {
        renew(reading.done(), reading.total());
    }

    private void renew(long done, long total) {
        long now = System.nanoTime();
        if (stopped) {
            throw new StoppedException();
        }
        if (now >= nextRenewal) {
            if (!await(table.renew(id, done, total))) {
                throw new StoppedException();
            }
            nextRenewal = now + RENEW_EVERY_NANOS;
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SQL_AT_MOST);
    }
}
