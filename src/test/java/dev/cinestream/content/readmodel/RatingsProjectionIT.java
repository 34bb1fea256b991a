package dev.cinestream.content.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.projection.Projections;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ratings are counted exactly, and reviews are as last written, however their events arrive (CS-2, CS-7, CS-8).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class RatingsProjectionIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final String IN_ORDER = "ratings_test_in_order";
    private static final String DISTURBED = "ratings_test_disturbed";
    private static final List<String> TABLES = List.of("opinion", "rating", "feedback", "helpful");

    @Inject Pool pool;
    @Inject RatingsProjection projection;

    @BeforeEach
    void schemas() {
        for (String schema : List.of(IN_ORDER, DISTURBED)) {
            execute(
                    "begin; drop schema if exists %1$s cascade; create schema %1$s; set local search_path to %1$s, public; %2$s; %3$s; commit"
                            .formatted(
                                    schema,
                                    Projections.script(projection.tables()),
                                    Projections.script(projection.indexes())));
        }
    }

    @AfterEach
    void drop() {
        execute("drop schema %s cascade; drop schema %s cascade".formatted(IN_ORDER, DISTURBED));
    }

    @Test
    void any_order_and_any_duplicates_and_any_batches_give_the_same_rows_and_exact_counts() {
        Seeded.forSeeds(
                40,
                seeded -> {
                    var histories = new OpinionHistories(seeded);
                    List<List<Envelope<?>>> streams = begin(histories);

                    histories
                            .batched(histories.disturbed(streams))
                            .forEach(batch -> now(apply(DISTURBED, batch)));

                    same(histories);
                });
    }

    @Test
    void writers_of_many_lanes_at_once_give_the_same_rows_and_do_not_wait_in_a_circle() {
        Seeded.forSeeds(
                10,
                seeded -> {
                    var histories = new OpinionHistories(seeded);
                    List<List<Envelope<?>>> streams = begin(histories);
                    List<Uni<Void>> writers = new ArrayList<>();
                    for (int lane = 0; lane < 6; lane++) {
                        int mine = lane;
                        List<Envelope<?>> events =
                                streams.stream()
                                        .filter(stream -> streams.indexOf(stream) % 6 == mine)
                                        .flatMap(List::stream)
                                        .toList();
                        writers.add(inTurn(histories.batched(events)));
                    }

                    now(Uni.join().all(writers).andFailFast());

                    same(histories);
                });
    }

    /// Empty tables, and one of the two filled as the log has it.
    private List<List<Envelope<?>>> begin(OpinionHistories histories) {
        for (String table : TABLES) {
            execute("truncate %1$s.%3$s, %2$s.%3$s".formatted(IN_ORDER, DISTURBED, table));
        }
        List<List<Envelope<?>>> streams = histories.streams(120);
        streams.forEach(stream -> stream.forEach(event -> now(apply(IN_ORDER, List.of(event)))));
        return streams;
    }

    private void same(OpinionHistories histories) {
        for (String table : TABLES) {
            assertThat(rows(DISTURBED, table)).as(table).isEqualTo(rows(IN_ORDER, table));
        }
        assertThat(counts()).isEqualTo(histories.counts());
        assertThat(rows(DISTURBED, "opinion")).isNotEmpty();
    }

    private Uni<Void> inTurn(List<List<Envelope<?>>> batches) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (List<Envelope<?>> batch : batches) {
            all = all.chain(() -> apply(DISTURBED, batch));
        }
        return all;
    }

    private Uni<Void> apply(String schema, List<Envelope<?>> events) {
        return pool.withTransaction(connection -> projection.apply(connection, schema, events));
    }

    /// Of the titles that are rated.
    private Map<UUID, List<Long>> counts() {
        Map<UUID, List<Long>> counts = new TreeMap<>();
        for (Row row :
                now(
                        pool.query(
                                        "select title, counts from %s.rating where ratings > 0"
                                                .formatted(DISTURBED))
                                .execute())) {
            counts.put(row.getUUID(0), Arrays.asList(row.getArrayOfLongs(1)));
        }
        return counts;
    }

    private List<String> rows(String schema, String table) {
        List<String> rows = new ArrayList<>();
        for (Row row :
                now(
                        pool.query(
                                        "select t::text from %s.%s t order by 1"
                                                .formatted(schema, table))
                                .execute())) {
            rows.add(row.getString(0));
        }
        return rows;
    }

    private void execute(String sql) {
        now(pool.query(sql).execute());
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(AT_MOST);
    }
}
