package dev.cinestream.eventsourcing.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Uuid7Test {

    @Test
    void an_id_is_of_version_7_and_of_the_rfc_variant() {
        UUID id = Uuid7.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void an_id_carries_the_time_it_was_made() {
        long before = System.currentTimeMillis();
        long carried = Uuid7.millisOf(Uuid7.next());

        // The counter may run ahead of the clock where other tests made many ids.
        assertThat(carried).isBetween(before, System.currentTimeMillis() + 5_000);
    }

    @Test
    void every_id_is_greater_than_the_one_before() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            ids.add(Uuid7.next().toString());
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void threads_never_get_the_same_id() {
        var ids = IntStream.range(0, 200_000).parallel().mapToObj(_ -> Uuid7.next()).toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void a_clock_that_steps_back_does_not_take_the_ids_back() {
        var last = new AtomicLong();
        long first = Uuid7.advance(last, 2_000);
        long second = Uuid7.advance(last, 1_000);

        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void the_counter_borrows_from_the_future_when_a_millisecond_is_full() {
        var last = new AtomicLong();
        long stamp = 0;
        for (int i = 0; i <= 4096; i++) {
            stamp = Uuid7.advance(last, 1_000);
        }

        assertThat(Uuid7.millisOf(Uuid7.of(stamp, 0))).isEqualTo(1_001);
    }

    @Test
    void the_example_of_the_rfc_has_its_layout() {
        UUID example = UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        long stamp = (Uuid7.millisOf(example) << 12) | 0xcc3;

        assertThat(Uuid7.of(stamp, 0x18c4_dc0c_0c07_398fL)).isEqualTo(example);
    }

    @Test
    void the_time_of_another_version_is_refused() {
        assertThatThrownBy(() -> Uuid7.millisOf(UUID.randomUUID()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
