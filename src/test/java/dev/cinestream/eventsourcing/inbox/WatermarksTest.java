package dev.cinestream.eventsourcing.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import dev.cinestream.eventsourcing.inbox.Watermarks.Verdict;
import dev.cinestream.eventsourcing.log.ConsistencyToken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Each sequence once and in order, whatever is delivered (CS-7, CS-8, CS-9).
class WatermarksTest {

    private static final String CATEGORY = "test.counter";
    private static final int LANES = 4;
    private static final int PER_LANE = 50;
    private static final int SEEDS = 500;

    @Test
    void a_sequence_that_was_applied_is_a_duplicate() {
        var watermarks = new Watermarks(Map.of(lane(1), 7L));
        assertThat(watermarks.offer(token(1, 7))).isEqualTo(Verdict.DUPLICATE);
        assertThat(watermarks.changed()).isEmpty();
    }

    @Test
    void a_sequence_beyond_the_next_is_never_applied() {
        var watermarks = new Watermarks(Map.of(lane(1), 7L));
        assertThat(watermarks.offer(token(1, 9))).isEqualTo(Verdict.GAP);
        assertThat(watermarks.applied(lane(1))).isEqualTo(7);
        assertThat(watermarks.gaps()).containsExactly(lane(1));
    }

    @Test
    void a_lane_that_holds_something_back_stands_still_though_the_missing_one_came() {
        var watermarks = new Watermarks(Map.of());
        watermarks.offer(token(1, 1));
        watermarks.offer(token(1, 3));
        watermarks.offer(token(1, 2));
        assertThat(watermarks.gaps()).containsExactly(lane(1));
        watermarks.offer(token(1, 3));
        assertThat(watermarks.gaps()).isEmpty();
    }

    @Test
    void one_lanes_gap_does_not_stop_another_lane() {
        var watermarks = new Watermarks(Map.of());
        watermarks.offer(token(1, 2));
        assertThat(watermarks.offer(token(2, 1))).isEqualTo(Verdict.APPLY);
    }

    @Test
    void duplicates_reorderings_and_batch_boundaries_apply_what_a_plain_fold_applies() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Map<Lane, List<Long>> applied = new HashMap<>();
            Map<Lane, Long> stored = new HashMap<>();
            List<ConsistencyToken> log = disturbed(random);
            int at = 0;
            while (at < log.size()) {
                int end = Math.min(log.size(), at + 1 + random.nextInt(40));
                applyBatch(log.subList(at, end), stored, applied, seed);
                at = random.nextInt(5) == 0 ? at + random.nextInt(end - at) : end; // redelivery
            }
            applyBatch(undisturbed(), stored, applied, seed); // the repair: read again from the log
            for (int lane = 0; lane < LANES; lane++) {
                assertThat(applied.get(lane(lane)))
                        .as("seed %d lane %d", seed, lane)
                        .isEqualTo(plainFold());
            }
        }
    }

    private static void applyBatch(
            List<ConsistencyToken> batch,
            Map<Lane, Long> stored,
            Map<Lane, List<Long>> applied,
            long seed) {
        var watermarks = new Watermarks(stored);
        Map<Lane, Long> highest = new HashMap<>();
        for (ConsistencyToken token : batch) {
            Lane lane = lane(token.lane());
            highest.merge(lane, token.sequence(), Math::max);
            if (watermarks.offer(token) == Verdict.APPLY) {
                applied.computeIfAbsent(lane, _ -> new ArrayList<>()).add(token.sequence());
            }
        }
        highest.forEach((lane, sequence) ->
                assertThat(watermarks.gaps().contains(lane))
                        .as("seed %d: %s stands still exactly if it is behind", seed, lane)
                        .isEqualTo(watermarks.applied(lane) < sequence));
        watermarks.changed().forEach(lane -> stored.put(lane, watermarks.applied(lane)));
    }

    private static List<ConsistencyToken> disturbed(Random random) {
        List<ConsistencyToken> log = new ArrayList<>(undisturbed());
        for (int i = random.nextInt(60); i > 0; i--) {
            log.add(random.nextInt(log.size()), log.get(random.nextInt(log.size())));
        }
        for (int i = random.nextInt(20); i > 0; i--) {
            Collections.swap(log, random.nextInt(log.size()), random.nextInt(log.size()));
        }
        return log;
    }

    private static List<ConsistencyToken> undisturbed() {
        List<ConsistencyToken> log = new ArrayList<>();
        for (long sequence = 1; sequence <= PER_LANE; sequence++) {
            for (int lane = 0; lane < LANES; lane++) {
                log.add(token(lane, sequence));
            }
        }
        return log;
    }

    private static List<Long> plainFold() {
        List<Long> all = new ArrayList<>();
        for (long sequence = 1; sequence <= PER_LANE; sequence++) {
            all.add(sequence);
        }
        return all;
    }

    private static Lane lane(int number) {
        return new Lane(CATEGORY, number);
    }

    private static ConsistencyToken token(int lane, long sequence) {
        return new ConsistencyToken(CATEGORY, lane, sequence);
    }
}
