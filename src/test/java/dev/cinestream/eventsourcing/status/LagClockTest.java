package dev.cinestream.eventsourcing.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How late a consumer is, told without reading an event (CS-9).
class LagClockTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Lane ONE = new Lane("test.counter", 1);
    private static final Lane TWO = new Lane("test.counter", 2);

    private final LagClock clock = new LagClock();

    @Test
    void who_has_applied_all_is_not_late() {
        clock.looked(NOON, Map.of(ONE, 5L));
        assertThat(clock.behind(NOON.plusSeconds(9), Map.of(ONE, 5L))).isZero();
    }

    @Test
    void who_has_not_is_as_late_as_the_first_look_that_saw_what_is_missing() {
        clock.looked(NOON, Map.of(ONE, 5L));
        clock.looked(NOON.plusSeconds(1), Map.of(ONE, 6L));
        clock.looked(NOON.plusSeconds(2), Map.of(ONE, 7L));
        assertThat(clock.behind(NOON.plusSeconds(2), Map.of(ONE, 5L))).isEqualTo(seconds(1));
        assertThat(clock.behind(NOON.plusSeconds(2), Map.of(ONE, 4L))).isEqualTo(seconds(2));
    }

    @Test
    void one_late_lane_is_enough() {
        clock.looked(NOON, Map.of(ONE, 5L, TWO, 5L));
        assertThat(clock.behind(NOON.plusSeconds(3), Map.of(ONE, 5L, TWO, 4L)))
                .isEqualTo(seconds(3));
    }

    @Test
    void a_lane_the_consumer_does_not_read_never_makes_it_late() {
        clock.looked(NOON, Map.of(ONE, 5L, TWO, 5L));
        assertThat(clock.behind(NOON.plusSeconds(3), Map.of(ONE, 5L))).isZero();
    }

    @Test
    void a_long_past_is_remembered_coarsely_and_in_bounded_room() {
        for (int second = 0; second < 50 * LagClock.MOST; second++) {
            clock.looked(NOON.plusSeconds(second), Map.of(ONE, (long) second));
        }
        Instant now = NOON.plusSeconds(50 * LagClock.MOST - 1);
        assertThat(clock.looks()).isLessThanOrEqualTo(LagClock.MOST);
        assertThat(clock.behind(now, Map.of(ONE, 0L))).isGreaterThan(Duration.ofHours(5));
        assertThat(clock.behind(now, Map.of(ONE, 50L * LagClock.MOST - 11))).isEqualTo(seconds(9));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
