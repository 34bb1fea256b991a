package dev.cinestream.eventsourcing.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import dev.cinestream.eventsourcing.integrity.Finding.Kind;
import dev.cinestream.eventsourcing.integrity.LogVerifier.Verdict;
import dev.cinestream.eventsourcing.integrity.StreamTails.StreamKey;
import dev.cinestream.eventsourcing.integrity.StreamTails.Tail;
import dev.cinestream.eventsourcing.log.Checksum;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The rules of the log: whatever one damage is done to a log of any shape, it is found and named (CS-7, CS-8).
class LogVerifierTest {

    private static final String CATEGORY = "test.counter";
    private static final int LANES = 3;

    private Findings findings = new Findings();

    @Test
    void a_whole_log_is_whole() {
        everyLog((log, seeded) -> {
            verify(log);
            assertThat(findings.first()).isEmpty();
        });
    }

    @Test
    void repeats_from_any_point_on_are_no_fault() {
        everyLog((log, seeded) -> {
            List<Recorded> repeated = new ArrayList<>(log);
            int from = seeded.below(log.size());
            repeated.addAll(log.subList(from, log.size()));
            LogVerifier verifier = verify(repeated);
            assertThat(findings.first()).isEmpty();
            assertThat(verifier.lanes().values().stream().mapToLong(LaneState::repeats).sum())
                    .isEqualTo(log.size() - from);
        });
    }

    @Test
    void any_event_left_out_is_missing_in_its_lane() {
        everyLog((log, seeded) -> {
            Recorded lost = log.get(seeded.below(log.size()));
            List<Recorded> rest = new ArrayList<>(log);
            rest.remove(lost);
            verify(rest, log);
            assertThat(kinds()).contains(Kind.MISSING);
            assertThat(findings.first())
                    .filteredOn(f -> f.kind() == Kind.MISSING)
                    .singleElement()
                    .satisfies(f -> {
                        assertThat(f.lane()).isEqualTo(lost.metadata().lane());
                        assertThat(f.sequence()).isEqualTo(lost.metadata().sequence());
                    });
            assertThat(findings.first())
                    .filteredOn(f -> f.kind() == Kind.MISSING_IN_STREAM)
                    .allSatisfy(f -> {
                        assertThat(f.stream()).isEqualTo(lost.metadata().streamId());
                        assertThat(f.revision()).isEqualTo(lost.metadata().revision());
                    });
            assertThat(kinds()).isSubsetOf(Kind.MISSING, Kind.MISSING_IN_STREAM);
        });
    }

    @Test
    void any_changed_payload_is_found_and_nothing_else_blamed() {
        everyLog((log, seeded) -> {
            int at = seeded.below(log.size());
            Recorded was = log.get(at);
            List<Recorded> changed = new ArrayList<>(log);
            changed.set(at, new Recorded(was.metadata(), bytes("other " + seeded.uuid())));
            verify(changed);
            assertThat(findings.first())
                    .singleElement()
                    .satisfies(f -> {
                        assertThat(f.kind()).isEqualTo(Kind.CHANGED);
                        assertThat(f.event()).isEqualTo(was.metadata().id());
                    });
        });
    }

    @Test
    void any_event_that_comes_later_than_the_next_of_its_lane_is_reordered() {
        everyLog((log, seeded) -> {
            Recorded late = log.get(seeded.below(log.size()));
            boolean isLast =
                    log.stream()
                            .noneMatch(e ->
                                    e.metadata().lane() == late.metadata().lane()
                                            && e.metadata().sequence()
                                                    > late.metadata().sequence());
            List<Recorded> moved = new ArrayList<>(log);
            moved.remove(late);
            moved.add(late);
            verify(moved);
            assertThat(kinds()).isEqualTo(isLast ? List.of() : List.of(Kind.REORDERED));
        });
    }

    @Test
    void an_event_ahead_of_its_lane_is_not_looked_at_until_it_must() {
        List<Recorded> log = log(new Seeded(1));
        var verifier = verifier(log);
        Recorded second =
                log.stream().filter(e -> e.metadata().sequence() == 2).findFirst().orElseThrow();

        assertThat(verifier.offer(CATEGORY, at(second, 0), false)).isEqualTo(Verdict.AHEAD);
        assertThat(findings.first()).isEmpty();
        assertThat(verifier.offer(CATEGORY, at(second, 0), true)).isEqualTo(Verdict.NEW);
    }

    @Test
    void a_sequence_that_was_never_given_does_not_move_its_lane() {
        List<Recorded> log = log(new Seeded(2));
        Metadata last = log.getLast().metadata();
        var verifier = verifier(log);
        log.forEach(each -> verifier.offer(CATEGORY, at(each, 0), true));
        Recorded beyond =
                next(last, last.streamId(), last.lane(), last.sequence() + 1_000_000_000_000L);
        verifier.offer(CATEGORY, at(beyond, 1), true);
        verifier.end();

        assertThat(kinds()).containsExactly(Kind.UNCOMMITTED);
    }

    private interface Check {
        void on(List<Recorded> log, Seeded seeded);
    }

    private void everyLog(Check check) {
        Seeded.forSeeds(
                300,
                seeded -> {
                    findings = new Findings();
                    check.on(log(seeded), seeded);
                });
    }

    private List<Kind> kinds() {
        return findings.first().stream().map(Finding::kind).toList();
    }

    private LogVerifier verify(List<Recorded> read) {
        return verify(read, read);
    }

    private LogVerifier verify(List<Recorded> read, List<Recorded> committed) {
        LogVerifier verifier = verifier(committed);
        for (int i = 0; i < read.size(); i++) {
            verifier.offer(CATEGORY, at(read.get(i), i), true);
        }
        for (Recorded each : committed) {
            Metadata m = each.metadata();
            verifier.lane(new Lane(CATEGORY, m.lane())).mustHave(m.sequence());
        }
        verifier.end();
        return verifier;
    }

    private LogVerifier verifier(List<Recorded> committed) {
        Map<Integer, Long> sequences = new HashMap<>();
        committed.forEach(
                e -> sequences.merge(e.metadata().lane(), e.metadata().sequence(), Math::max));
        return new LogVerifier(
                _ -> true,
                lane -> sequences.getOrDefault(lane.lane(), 0L),
                LogVerifierTest::laneOf,
                new InMemory(),
                findings);
    }

    private static final class InMemory implements StreamTails {
        private final Map<StreamKey, Tail> tails = new HashMap<>();

        @Override
        public @Nullable Tail of(StreamKey stream) {
            return tails.get(stream);
        }

        @Override
        public void put(StreamKey stream, Tail tail) {
            tails.put(stream, tail);
        }
    }

    /// Some streams' events in some order.
    private static List<Recorded> log(Seeded seeded) {
        List<UUID> streams = new ArrayList<>(seeded.listOf(8, seeded::uuid));
        streams.add(seeded.uuid());
        Map<UUID, Metadata> last = new HashMap<>();
        Map<Integer, Long> sequences = new HashMap<>();
        List<Recorded> log = new ArrayList<>();
        int events = 12 + seeded.below(50);
        while (log.size() < events) {
            UUID stream = streams.get(seeded.below(streams.size()));
            long sequence = sequences.merge(laneOf(stream), 1L, Long::sum);
            Recorded event = next(last.get(stream), stream, laneOf(stream), sequence);
            last.put(stream, event.metadata());
            log.add(event);
        }
        return log;
    }

    private static Recorded next(@Nullable Metadata before, UUID stream, int lane, long sequence) {
        long revision = before == null ? 1 : before.revision() + 1;
        byte[] payload = bytes("{\"revision\":" + revision + "}");
        byte[] chained =
                before == null ? Checksum.none() : HexFormat.of().parseHex(before.checksum());
        var unsigned = metadata(stream, revision, lane, sequence, "");
        byte[] checksum = Checksum.expected(chained, new Recorded(unsigned, payload));
        return new Recorded(
                metadata(stream, revision, lane, sequence, HexFormat.of().formatHex(checksum)),
                payload);
    }

    private static Metadata metadata(
            UUID stream, long revision, int lane, long sequence, String checksum) {
        return new Metadata(
                new UUID(lane, sequence),
                "test.counter-raised.v2",
                CATEGORY,
                stream,
                revision,
                lane,
                sequence,
                Instant.EPOCH.plusSeconds(sequence),
                "correlation",
                "causation",
                "alice",
                null,
                checksum,
                null);
    }

    private static LogRecord at(Recorded event, long offset) {
        return new LogRecord.Event(new TopicPartition("t", 0), offset, event);
    }

    private static int laneOf(UUID stream) {
        return (int) Math.floorMod(stream.getMostSignificantBits(), (long) LANES);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
