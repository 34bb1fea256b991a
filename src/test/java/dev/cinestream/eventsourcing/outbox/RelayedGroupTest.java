package dev.cinestream.eventsourcing.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Rows reach Kafka in order and without a hole, whichever way they come to the relay (CS-7).
class RelayedGroupTest {

    private final RelayedGroup group = new RelayedGroup(new RelayLeases.Claimed(3, 1, 10, ""));

    @Test
    void a_row_heard_of_too_early_waits_for_those_before_it() {
        group.offer(row(12));
        assertThat(group.nextOffered()).isNull();
        assertThat(group.waitsForOthers()).isTrue();
        group.offer(row(11));
        assertThat(group.nextOffered()).isEqualTo(row(11));
        group.begin(row(11));
        assertThat(group.nextOffered()).isEqualTo(row(12));
        group.begin(row(12));
        assertThat(group.nextOffered()).isNull();
        assertThat(group.waitsForOthers()).isFalse();
    }

    @Test
    void a_row_that_was_read_from_Postgres_meanwhile_is_not_sent_again() {
        group.offer(row(11));
        group.offer(row(12));
        group.begin(row(11));
        group.begin(row(12));
        assertThat(group.nextOffered()).isNull();
        group.offer(row(12));
        assertThat(group.waitsForOthers()).isFalse();
    }

    @Test
    void what_is_offered_far_ahead_is_left_to_Postgres() {
        group.offer(row(1_000));
        assertThat(group.waitsForOthers()).isFalse();
    }

    @Test
    void a_hole_stops_the_group() {
        assertThatThrownBy(() -> group.begin(row(12)))
                .hasMessageContaining("row 12 follows row 10");
        assertThat(group.failed()).isTrue();
    }

    private static OutboxRow row(long position) {
        return new OutboxRow(3, position, List.of());
    }
}
