package dev.cinestream.content.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.content.TitleKind;
import dev.cinestream.platform.http.Cursor;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the catalog is asked is found by index, however large it is (CS-2). 20,000 titles stand in a schema that takes the
/// catalog's name inside a transaction that is rolled back.
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class CatalogPlansIT {

    private static final Duration AT_MOST = Duration.ofMinutes(1);

    /// Alone some tens; the machine may have other things to do.
    private static final double MILLIS = 1_000;

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Viewpoint VIEWER = new Viewpoint(false, null, NOW);
    private static final Viewpoint IN_SPAIN = new Viewpoint(false, "ES", NOW);
    private static final Viewpoint CHILD = new Viewpoint(false, "ES", true, 6, NOW);
    private static final Viewpoint EDITOR = new Viewpoint(true, null, NOW);
    private static final TitleFilter ALL =
            new TitleFilter(List.of(), List.of(), null, null, null, null);

    @Inject Pool pool;
    @Inject CatalogProjection projection;
    private SqlConnection connection;

    @BeforeEach
    void fill() throws IOException {
        connection = pool.getConnection().await().atMost(AT_MOST);
        execute(
                "begin; alter schema catalog rename to catalog_aside; create schema catalog; set local search_path to catalog, public");
        execute(script(projection.tables()));
        execute(script("catalog/20000-titles.sql"));
        execute(script(projection.indexes()));
        execute("analyze catalog.title");
        assertThat(execute("select count(*) from catalog.title").iterator().next().getLong(0))
                .isEqualTo(20_000);
    }

    @AfterEach
    void forget() {
        execute("rollback");
        connection.close().await().atMost(AT_MOST);
    }

    @Test
    void every_query_is_planned_by_index_and_answered_soon() {
        var softly = new SoftAssertions();
        queries()
                .forEach((name, query) -> {
                    if (name.startsWith("search")) {
                        execute(TitleSearch.SETTINGS);
                    }
                    String plan = plan(query);
                    softly.assertThat(plan).as(name).doesNotContain("Seq Scan on title");
                    softly.assertThat(genericPlan(query))
                            .as(name + ", for any values")
                            .doesNotContain("Seq Scan on title");
                    softly.assertThat(millis(plan)).as(name + plan).isLessThan(MILLIS);
                });
        softly.assertAll();
    }

    private static Map<String, Query> queries() {
        Map<String, Query> queries = new LinkedHashMap<>();
        UUID series = UUID.fromString("a87ff679-a2f3-e71d-9181-a67b7542122c"); // md5 of 4
        var seasons =
                new TitleFilter(List.of(TitleKind.SEASON), List.of(), null, null, series, null);
        queries.put("seasons", listing(seasons, TitleOrder.NUMBER, null));
        queries.put("episodes", Titles.children(List.of(series, UUID.randomUUID()), VIEWER, 200));
        for (TitleOrder order : List.of(TitleOrder.NAME, TitleOrder.YEAR, TitleOrder.PUBLISHED)) {
            String key = order == TitleOrder.NAME ? "m" : "1950";
            Cursor cursor =
                    Cursor.of("titles-by-" + order.name().toLowerCase(Locale.ROOT), key, series);
            queries.put(order + " first page", listing(ALL, order, null));
            queries.put(order + " page in the middle", listing(ALL, order, cursor));
            for (TitleFilter filter : filters()) {
                queries.put(order + " of " + filter, listing(filter, order, null));
            }
        }
        queries.put("an editor's listing", Titles.listing(ALL, TitleOrder.YEAR, EDITOR, null, 100));
        for (TitleOrder order : List.of(TitleOrder.NAME, TitleOrder.YEAR, TitleOrder.PUBLISHED)) {
            queries.put("a child's " + order, Titles.listing(ALL, order, CHILD, null, 24));
        }
        queries.put(
                "a child's seasons", Titles.listing(seasons, TitleOrder.NUMBER, CHILD, null, 24));
        queries.put("a child's episodes", Titles.children(List.of(series), CHILD, 200));
        queries.put("a child's facets", FacetCounts.query(ALL, CHILD));
        queries.put("facets of everything", FacetCounts.query(ALL, IN_SPAIN));
        filters()
                .forEach(filter ->
                        queries.put("facets of " + filter, FacetCounts.query(filter, IN_SPAIN)));
        for (String text :
                List.of(
                        "a",
                        "the",
                        "wolf",
                        "long story",
                        "red wlof",
                        "nigth trian",
                        "episode",
                        "ann c4ca423",
                        "der 8f14e4 house",
                        "x",
                        "zzzzz")) {
            queries.put("search for " + text, TitleSearch.query(text, List.of(), VIEWER, null, 20));
            queries.put(
                    "search of a child for " + text,
                    TitleSearch.query(text, List.of(), CHILD, null, 20));
        }
        return queries;
    }

    private static List<TitleFilter> filters() {
        return List.of(
                new TitleFilter(List.of(), List.of("horror"), null, null, null, null),
                new TitleFilter(
                        List.of(TitleKind.SERIES), List.of("drama", "g0"), 1950, null, null, null),
                new TitleFilter(List.of(TitleKind.MOVIE), List.of(), 1990, 1999, null, null));
    }

    private static Query listing(TitleFilter filter, TitleOrder order, @Nullable Cursor after) {
        return Titles.listing(filter, order, IN_SPAIN, after, 24);
    }

    private String plan(Query query) {
        return text(
                connection
                        .preparedQuery("explain (analyze, costs off) " + query.sql())
                        .execute(query.values())
                        .await()
                        .atMost(AT_MOST));
    }

    private String genericPlan(Query query) {
        return text(execute("explain (generic_plan, costs off) " + query.sql()));
    }

    private static String text(RowSet<Row> rows) {
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(row.getString(0)));
        return "\n" + String.join("\n", lines);
    }

    private static double millis(String plan) {
        return Double.parseDouble(plan.replaceFirst("(?s).*Execution Time: ([0-9.]+) ms.*", "$1"));
    }

    private RowSet<Row> execute(String sql) {
        return connection.query(sql).execute().await().atMost(AT_MOST);
    }

    private static String script(String resource) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        Thread.currentThread()
                                .getContextClassLoader()
                                .getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
