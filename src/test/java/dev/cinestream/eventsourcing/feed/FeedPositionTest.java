package dev.cinestream.eventsourcing.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.feed.FeedLog.Logged;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Uuid7;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A feed's ids (CS-8).
class FeedPositionTest {

    private static final Lanes LANES = new Lanes(4, 2, 2);

    @Test
    void a_position_survives_being_text() {
        Seeded.forSeeds(
                200,
                seeded -> {
                    var position = FeedPosition.begin(LANES);
                    for (int i = 0; i < seeded.below(20); i++) {
                        int lane = seeded.below(4);
                        int large = 1 << (1 + seeded.below(29));
                        position.pass(event(lane, seeded.below(large), seeded.below(large)));
                    }
                    String text = position.toString();
                    assertThat(FeedPosition.parse(text, LANES)).hasToString(text);
                });
    }

    @Test
    void what_was_passed_is_not_new_at_the_same_place_nor_sent_again_behind_it() {
        var position = FeedPosition.begin(LANES);
        assertThat(position.pass(event(0, 7, 3))).isTrue();
        assertThat(position.pass(event(0, 7, 3))).isFalse();
        assertThat(position.pass(event(0, 8, 3))).isFalse();
        assertThat(position.pass(event(2, 9, 1))).isTrue();
        assertThat(position.pass(new Logged(0, 10, null))).isFalse();
        assertThat(position.offset(0)).isEqualTo(11);
    }

    @Test
    void a_partition_that_was_added_later_is_read_from_its_beginning() {
        var position = FeedPosition.begin(LANES);
        position.pass(event(0, 7, 3));
        var more = FeedPosition.parse(position.toString(), new Lanes(4, 2, 3));
        assertThat(Objects.requireNonNull(more).offset(0)).isEqualTo(8);
        assertThat(more.offset(2)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1..",
                "1.1-1.1-1-1",
                "1.1-1.1-1-1-1-1",
                "1.1-1-1.1-1-1-1",
                "2.1-1.1-1-1-1",
                "1.1-1.1-1-1-+1",
                "1.1-1.1-1-1-ä",
                "1.1-1.1-1-1-zzzzzzzzzzzzzz",
                "1.1-1.1-1-1-1.",
                " 1.1-1.1-1-1-1"
            })
    void what_is_no_position_is_not_taken_for_one(String text) {
        assertThat(FeedPosition.parse(text, LANES)).isNull();
    }

    private static Logged event(int lane, long offset, long sequence) {
        var metadata =
                new Metadata(
                        Uuid7.next(),
                        "test.counter-raised.v2",
                        "test.counter",
                        Uuid7.next(),
                        1,
                        lane,
                        sequence,
                        Instant.EPOCH,
                        "correlation",
                        "causation",
                        "alice",
                        null,
                        "00",
                        null);
        return new Logged(LANES.partitionOf(lane), offset, metadata);
    }
}
