package dev.cinestream.content.readmodel;

import dev.cinestream.content.TitleKind;
import dev.cinestream.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds titles by what people type. Whose name it is comes first, then whose name begins with it, then where all the words
/// stand somewhere (the last may be begun; a name counts more than a person, a person more than a genre, that more than a
/// synopsis), then whose name is like it.
@ApplicationScoped
public class TitleSearch {

    private static final String LISTING = "search";

    /// How alike the trigrams of what was typed and of a part of a name must be. Two letters changed places in the middle of
    /// a word of eight leave 0.38.
    private static final String LIKENESS = "set local pg_trgm.word_similarity_threshold = 0.35";

    private final Pool pool;

    TitleSearch(Pool pool) {
        this.pool = pool;
    }

    /// Whether there is anything in the text that could be found.
    public static boolean isSearchable(String text) {
        return !SearchText.folded(text).isEmpty();
    }

    public static @Nullable Cursor parse(@Nullable String cursor) {
        return Cursor.parse(cursor, LISTING, 2);
    }

    /// @param kinds any of these; none for all kinds
    public Uni<TitlePage> find(
            String text, List<TitleKind> kinds, Viewpoint from, @Nullable Cursor after, int limit) {
        String folded = SearchText.folded(text);
        var bound = new Bound();
        String sql = statement(folded, kinds, from, after, limit, bound);
        return pool.withTransaction(connection -> find(connection, sql, bound, limit));
    }

    /// `rank` is the tier and, behind the point, the place in it, so that a page ends at one number.
    private static String statement(
            String folded,
            List<TitleKind> kinds,
            Viewpoint from,
            @Nullable Cursor after,
            int limit,
            Bound bound) {
        return """
        select %1$s, rank from (
            select t.*, round((tier + 0.9 * least(1, case
                when tier >= 3 then length(%4$s) / greatest(length(%4$s), length(t.sort_name), 1)::numeric
                when tier = 2 then ts_rank(t.document, %3$s::text::tsquery)::numeric
                else word_similarity(%4$s, t.names)::numeric end))::numeric, 6)::float8 as rank
            from (
                select t.*, case
                    when t.names like '%%' || E'\\n' || %4$s || E'\\n' || '%%' then 4
                    when t.names like '%%' || E'\\n' || %4$s || '%%' then 3
                    when t.document @@ %3$s::text::tsquery then 2
                    else 1 end as tier
                from catalog.title t
                where (t.document @@ %3$s::text::tsquery or t.names %%> %4$s
                        or t.names like '%%' || E'\\n' || %4$s || '%%')
                    and %2$s and %5$s) t) t
        where %6$s order by rank desc, t.id limit %7$s
        """
                .formatted(
                        TitleRow.SUMMARY,
                        new TitleFilter(kinds, List.of(), null, null, null, null)
                                .condition(null, bound),
                        bound.add(allWords(folded)),
                        bound.add(folded) + "::text",
                        from.condition("t", bound),
                        after(after, bound),
                        bound.add(limit + 1));
    }

    private static Uni<TitlePage> find(
            SqlConnection connection, String sql, Bound bound, int limit) {
        return connection
                .query(LIKENESS)
                .execute()
                .chain(() -> connection.preparedQuery(sql).execute(bound.tuple()))
                .map(rows -> TitlePage.of(rows, limit, TitleSearch::cursorAt));
    }

    private static String after(@Nullable Cursor cursor, Bound bound) {
        return cursor == null
                ? "true"
                : "(-rank, t.id) > (-%s::float8, %s::uuid)"
                        .formatted(bound.add(cursor.decimal(0)), bound.add(cursor.uuid(1)));
    }

    private static Cursor cursorAt(Row row) {
        return Cursor.of(LISTING, row.getDouble("rank"), row.getUUID("id"));
    }

    /// A `tsquery` literal; folded words need no escaping.
    private static String allWords(String folded) {
        return "'" + String.join("' & '", SearchText.words(folded)) + "':*";
    }
}
