package dev.cinestream.eventsourcing.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The ring loses nothing, however it is turned and by how many (CS-7).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class OutboxRingIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final int SLOTS = 3;

    @Inject CommandBus bus;
    @Inject Pool pool;

    @Test
    void what_is_committed_while_the_ring_turns_all_the_time_reaches_Kafka() {
        Seeded.forSeeds(5, this::turnsUnderLoad);
    }

    private void turnsUnderLoad(Seeded random) {
        var here = new OutboxRing(pool, 0);
        var elsewhere = new OutboxRing(pool, 0);
        for (int i = 0; i < 40; i++) {
            List<Uni<?>> together = new ArrayList<>();
            for (int command = random.below(20); command >= 0; command--) {
                together.add(raise(Durability.LOG));
            }
            together.add(here.turn());
            if (random.oneIn(2)) {
                together.add(elsewhere.turn());
            }
            Uni.combine().all().unis(together).discardItems().await().atMost(AT_MOST);
            assertThat(writing()).as("one table is written").hasSize(1);
            assertThat(slotsPointedTo()).isEqualTo(writing());
        }
    }

    @Test
    void who_slept_too_long_does_not_empty_the_table_that_is_written_now() {
        short written;
        long before;
        do {
            raise(Durability.COMMIT).await().atMost(AT_MOST);
            written = writing().getFirst();
            before = highest(written);
            new OutboxRing(pool, 0).truncate(written).await().atMost(AT_MOST);
        } while (writing().getFirst() != written); // the application turned it, too

        assertThat(before).isPositive();
        assertThat(highest(written)).isGreaterThanOrEqualTo(before);
    }

    @Test
    void who_slept_too_long_does_not_turn_the_ring_back() {
        short written = writing().getFirst();
        short before = (short) ((written + SLOTS - 1) % SLOTS);

        new OutboxRing(pool, 0).rotate(before).await().atMost(AT_MOST);

        assertThat(writing()).hasSize(1).doesNotContain(before);
        assertThat(slotsPointedTo()).isEqualTo(writing());
    }

    private Uni<CommandResult<Counter.TooHigh>> raise(Durability durability) {
        String id = "ring:" + Uuid7.next();
        var context = new CommandContext(id, "f", null, "alice", id, id, null, null, durability);
        return bus.execute(Counter.TYPE, UUID.randomUUID(), new Counter.Raise(1, ""), context);
    }

    private List<Short> writing() {
        return shorts("select slot from engine.outbox_ring where state = 'writing'");
    }

    private List<Short> slotsPointedTo() {
        return shorts("select distinct outbox_slot from engine.lane_group");
    }

    private List<Short> shorts(String sql) {
        List<Short> found = new ArrayList<>();
        for (Row row : pool.query(sql).execute().await().atMost(AT_MOST)) {
            found.add(row.getShort(0));
        }
        return found;
    }

    /// The sum of the groups' last positions in a table; 0 when it is empty.
    private long highest(short slot) {
        for (Row row :
                pool.query(
                                "select coalesce(sum(p), 0)::bigint from (select max(position) p from engine.outbox_"
                                        + slot
                                        + " group by group_no) s")
                        .execute()
                        .await()
                        .atMost(AT_MOST)) {
            return row.getLong(0);
        }
        throw new AssertionError("no row");
    }
}
