package dev.cinestream.eventsourcing.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rows are sent in order and once, and passed only up to the first that Kafka has not confirmed, in whatever order they are
/// heard of, read from Postgres, and confirmed (CS-7, CS-8, CS-9).
class RelayedGroupPropertyTest {

    private static final int ROWS = 60;
    private static final int SEEDS = 500;

    @Test
    void rows_heard_of_in_any_order_are_sent_in_order_and_passed_in_order() {
        Seeded.forSeeds(SEEDS, RelayedGroupPropertyTest::relay);
    }

    private static void relay(Seeded random) {
        long before = random.below(1_000);
        var group = new RelayedGroup(new RelayLeases.Claimed(3, 1, before, ""));
        List<Long> heardOf = shuffled(random, before);
        List<Long> sent = new ArrayList<>();
        List<RelayedGroup.Row> onTheirWay = new ArrayList<>();
        int confirmed = 0;
        while (group.progress().position() < before + ROWS) {
            switch (random.below(4)) {
                case 0 -> {
                    if (!heardOf.isEmpty()) {
                        group.offer(row(heardOf.removeLast()));
                    }
                }
                case 1 -> {
                    OutboxRow next = group.nextOffered();
                    if (next != null) {
                        begin(group, next, sent, onTheirWay);
                    }
                }
                case 2 -> {
                    long next = before + sent.size() + 1; // read from Postgres
                    if (next <= before + ROWS) {
                        begin(group, row(next), sent, onTheirWay);
                    }
                }
                default -> {
                    if (!onTheirWay.isEmpty()) {
                        onTheirWay
                                .remove(random.below(onTheirWay.size()))
                                .acknowledged("topic/0", confirmed++);
                    }
                }
            }
            assertThat(group.progress().position()).isLessThanOrEqualTo(before + sent.size());
            assertThat(group.progress().position() - before).isLessThanOrEqualTo(confirmed);
            assertThat(group.failed()).isFalse();
        }
        assertThat(sent).isEqualTo(range(before));
    }

    private static void begin(
            RelayedGroup group, OutboxRow row, List<Long> sent, List<RelayedGroup.Row> onTheirWay) {
        sent.add(row.position());
        onTheirWay.add(group.begin(row));
    }

    private static List<Long> shuffled(Seeded random, long before) {
        List<Long> rows = range(before);
        List<Long> shuffled = new ArrayList<>();
        while (!rows.isEmpty()) {
            shuffled.add(rows.remove(random.below(rows.size())));
        }
        return shuffled;
    }

    private static List<Long> range(long before) {
        List<Long> rows = new ArrayList<>();
        for (long row = before + 1; row <= before + ROWS; row++) {
            rows.add(row);
        }
        return rows;
    }

    /// Of one event, which these tests do not look into.
    private static OutboxRow row(long position) {
        return new OutboxRow(3, position, OutboxRowTest.events(new Seeded(position), 1));
    }
}
