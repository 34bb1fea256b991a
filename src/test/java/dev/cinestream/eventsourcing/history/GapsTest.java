package dev.cinestream.eventsourcing.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Where events lie, compactly (CS-10).
class GapsTest {

    @Test
    void one_event_takes_no_byte_and_its_neighbours_one_each() {
        assertThat(Gaps.encode(List.of(7L))).isEmpty();
        assertThat(Gaps.encode(List.of(7L, 8L, 135L))).hasSize(2);
    }

    @Test
    void offsets_come_back_as_they_were() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            List<Long> offsets = new ArrayList<>();
            long offset = random.nextLong(1L << 40);
            for (int i = random.nextInt(100); i >= 0; i--) {
                offsets.add(offset);
                offset += 1 + random.nextLong(1L << random.nextInt(1, 40));
            }
            assertThat(Gaps.decode(offsets.getFirst(), Gaps.encode(offsets)))
                    .as("seed %d", seed)
                    .isEqualTo(offsets);
        }
    }

    @Test
    void offsets_that_do_not_rise_are_refused() {
        assertThatThrownBy(() -> Gaps.encode(List.of(7L, 7L)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
