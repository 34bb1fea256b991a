package dev.cinestream.eventsourcing.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A stream finds the same lane for ever, and lanes are used evenly (CS-8).
class LanesTest {

    private static final Lanes LANES = new Lanes(64, 16, 8);

    /// Values of another implementation, in Python, which agrees with the published test vectors.
    @Test
    void the_hash_is_the_one_that_is_written_down() {
        assertThat(Lanes.murmur3(new UUID(0, 0))).isEqualTo(-2127245832);
        assertThat(Lanes.murmur3(UUID.fromString("0197c9a4-7d1c-7a52-9c6e-3f0d3c1f2b11")))
                .isEqualTo(-2108694046);
        assertThat(Lanes.murmur3(UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff")))
                .isEqualTo(-451333010);
    }

    @Test
    void every_stream_has_a_lane_its_group_and_its_partition() {
        Seeded.forSeeds(
                1_000,
                random -> {
                    UUID stream = random.uuid();
                    int lane = LANES.laneOf(stream);
                    assertThat(lane).isBetween(0, 63).isEqualTo(LANES.laneOf(stream));
                    assertThat(LANES.groupOf(lane)).isBetween(0, 15);
                    assertThat(LANES.partitionOf(lane)).isBetween(0, 7);
                });
    }

    @Test
    void lanes_are_used_evenly_by_ids_that_grow_with_time() {
        int[] streams = new int[64];
        for (int i = 0; i < 64_000; i++) {
            streams[LANES.laneOf(Uuid7.next())]++;
        }
        for (int count : streams) {
            assertThat(count).isBetween(800, 1_200);
        }
    }

    /// So partitions may be doubled, and a lane's events still lie in one of them at a time.
    @Test
    void streams_of_one_lane_share_a_partition_whatever_their_number() {
        for (int partitions = 1; partitions <= 64; partitions *= 2) {
            var lanes = new Lanes(64, 16, partitions);
            for (int lane = 0; lane < 64; lane++) {
                assertThat(lanes.partitionOf(lane)).isBetween(0, partitions - 1);
            }
        }
    }
}
