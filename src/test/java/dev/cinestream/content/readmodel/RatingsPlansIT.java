package dev.cinestream.content.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.content.TitleKind;
import dev.cinestream.eventsourcing.projection.Projections;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is asked about ratings and reviews is found by index (CS-2). 20,000 rated titles and 40,000 reviews stand in schemas that
/// take the names of the real ones inside a transaction that is rolled back.
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class RatingsPlansIT {

    private static final Duration AT_MOST = Duration.ofMinutes(1);
    private static final UUID POPULAR = UUID.fromString("c4ca4238-a0b9-2382-0dcc-509a6f75849b");
    private static final Viewpoint VIEWER =
            new Viewpoint(false, null, Instant.parse("2026-01-01T00:00:00Z"));

    @Inject Pool pool;
    @Inject CatalogProjection catalog;
    @Inject RatingsProjection ratings;
    private SqlConnection connection;

    @BeforeEach
    void fill() {
        connection = pool.getConnection().await().atMost(AT_MOST);
        execute(
                "begin; alter schema catalog rename to catalog_aside; create schema catalog; set local search_path to catalog, public");
        execute(Projections.script(catalog.tables()));
        execute(Projections.script("catalog/20000-titles.sql"));
        execute(Projections.script(catalog.indexes()));
        execute(
                "alter schema ratings rename to ratings_aside; create schema ratings; set local search_path to ratings, public");
        execute(Projections.script(ratings.tables()));
        execute(Projections.script("ratings/40000-reviews.sql"));
        execute(Projections.script(ratings.indexes()));
        execute(
                "analyze catalog.title; analyze ratings.opinion; analyze ratings.rating; analyze ratings.feedback; analyze ratings.helpful");
    }

    @AfterEach
    void forget() {
        execute("rollback");
        connection.close().await().atMost(AT_MOST);
    }

    @Test
    void the_best_are_read_in_the_order_of_the_index() {
        var all = new TitleFilter(List.of(), List.of(), null, null, null, null);
        var movies = new TitleFilter(List.of(TitleKind.MOVIE), List.of(), null, null, null, null);
        for (TitleFilter filter : List.of(all, movies)) {
            assertThat(plan(Ratings.listing(filter, VIEWER, null, 24)))
                    .contains("rating_score")
                    .doesNotContain("Seq Scan on rating", "Seq Scan on title");
        }
        assertThat(plan(Ratings.listing(all, VIEWER, Ratings.cursor(7_000, POPULAR), 24)))
                .contains("rating_score");
    }

    @Test
    void a_popular_titles_reviews_are_found_by_index_in_either_order() {
        for (ReviewOrder order : ReviewOrder.values()) {
            assertThat(plan(Reviews.listing(POPULAR, order, "en", POPULAR, null, 20)))
                    .contains("opinion_review")
                    .doesNotContain("Seq Scan on opinion", "Seq Scan on feedback");
        }
    }

    @Test
    void what_a_profile_said_is_found_by_index() {
        assertThat(plan(Opinions.listing(POPULAR, null, 50)))
                .contains("opinion_said")
                .doesNotContain("Seq Scan on opinion");
    }

    @Test
    void what_support_looks_at_is_found_by_index() {
        assertThat(plan(Reviews.reportedQuery(null, 100)))
                .contains("feedback_report")
                .doesNotContain("Seq Scan on opinion");
        assertThat(plan(Reviews.hiddenQuery(null, 100)))
                .contains("opinion_hidden")
                .doesNotContain("Seq Scan on opinion");
    }

    private String plan(Query query) {
        List<String> lines = new ArrayList<>();
        connection
                .preparedQuery("explain (costs off) " + query.sql())
                .execute(query.values())
                .await()
                .atMost(AT_MOST)
                .forEach(row -> lines.add(row.getString(0)));
        return "\n" + String.join("\n", lines);
    }

    private RowSet<Row> execute(String sql) {
        return connection.query(sql).execute().await().atMost(AT_MOST);
    }
}
