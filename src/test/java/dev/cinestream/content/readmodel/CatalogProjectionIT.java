package dev.cinestream.content.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.log.Envelope;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The same events give the same rows, however they arrive (CS-2, CS-7, CS-8).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class CatalogProjectionIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final String ONE_BY_ONE = "catalog_test_single";
    private static final String BATCHED = "catalog_test_batched";

    @Inject Pool pool;
    @Inject CatalogProjection projection;

    @BeforeEach
    void schemas() throws IOException {
        for (String schema : List.of(ONE_BY_ONE, BATCHED)) {
            execute(
                    "begin; drop schema if exists %1$s cascade; create schema %1$s; set local search_path to %1$s, public; %2$s; %3$s; commit"
                            .formatted(
                                    schema,
                                    script(projection.tables()),
                                    script(projection.indexes())));
        }
    }

    @AfterEach
    void drop() {
        execute("drop schema %s cascade; drop schema %s cascade".formatted(ONE_BY_ONE, BATCHED));
    }

    @Test
    void any_batches_and_any_order_of_lanes_give_the_rows_of_one_by_one() {
        Seeded.forSeeds(
                40,
                seeded -> {
                    execute("truncate %s.title, %s.title".formatted(ONE_BY_ONE, BATCHED));
                    var histories = new TitleHistories(seeded);
                    List<List<Envelope<?>>> streams = histories.streams(12);
                    streams.forEach(
                            stream -> stream.forEach(event -> apply(ONE_BY_ONE, List.of(event))));
                    histories
                            .batched(histories.interleaved(streams))
                            .forEach(batch -> apply(BATCHED, batch));
                    assertThat(rows(ONE_BY_ONE)).hasSize(streams.size());
                    assertThat(rows(BATCHED)).isEqualTo(rows(ONE_BY_ONE));
                });
    }

    @Test
    void a_change_of_a_title_that_is_not_there_is_refused() {
        List<Envelope<?>> stream =
                new TitleHistories(new Seeded(1))
                        .streams(20).stream()
                                .filter(events -> events.size() > 1)
                                .findFirst()
                                .orElseThrow();
        assertThatThrownBy(() -> apply(BATCHED, stream.subList(1, 2)))
                .isInstanceOf(IllegalStateException.class);
    }

    private void apply(String schema, List<Envelope<?>> events) {
        pool.withTransaction(connection -> projection.apply(connection, schema, events))
                .await()
                .atMost(AT_MOST);
    }

    private List<String> rows(String schema) {
        List<String> rows = new ArrayList<>();
        for (Row row :
                pool.query("select t::text from %s.title t order by id".formatted(schema))
                        .execute()
                        .await()
                        .atMost(AT_MOST)) {
            rows.add(row.getString(0));
        }
        return rows;
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(AT_MOST);
    }

    private static String script(String resource) throws IOException {
        try (var in =
                Objects.requireNonNull(
                        Thread.currentThread()
                                .getContextClassLoader()
                                .getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
