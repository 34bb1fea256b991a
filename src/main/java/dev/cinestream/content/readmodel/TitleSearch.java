package dev.cinestream.content.readmodel;

import dev.cinestream.content.TitleKind;
import dev.cinestream.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds titles by what people type. Whose name it is comes first, then whose name begins with it, then where all the words
/// stand somewhere (the last may be begun; a name counts more than a person, a person more than a genre, that more than a
/// synopsis), then where words stand that they may be typos of, and whose name is like it. Of more than 500 that match in
/// one of these ways, 500 are ranked.
@ApplicationScoped
public class TitleSearch {

    private static final String LISTING = "search";

    /// How alike the trigrams of what was typed and of a part of a name must be; two letters that changed places in the middle
    /// of a word of eight leave 0.38. And what is rare is to be found by index, however frequent the planner thinks it is.
    static final String SETTINGS =
            "set local pg_trgm.word_similarity_threshold = 0.35; set local enable_seqscan = off";

    private static final int MOST_CANDIDATES = 500;

    private final BoundedReads reads;

    TitleSearch(BoundedReads reads) {
        this.reads = reads;
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
        return reads.rows(query(text, kinds, from, after, limit), SETTINGS)
                .map(rows -> TitlePage.of(rows, limit, TitleSearch::cursorAt));
    }

    /// `rank` is the tier and, behind the point, the place in it, so that a page ends at one number. What is searched for
    /// stands in selects of its own, which Postgres reads once and not for each row.
    static Query query(
            String typed,
            List<TitleKind> kinds,
            Viewpoint from,
            @Nullable Cursor after,
            int limit) {
        SearchedText text = SearchedText.of(typed);
        var bound = new Bound();
        String folded = bound.add(text.folded()) + "::text";
        String named = "t.names like '%' || E'\\n' || " + folded + " || E'\\n' || '%'";
        String begins = "t.names like '%' || E'\\n' || " + folded + " || '%'";
        String has = "t.document @@ " + tsquery(text.allWords(), bound);
        String seen = TitleFilter.ofKind(kinds) + " and " + from.condition("t", bound);
        List<String> found = new ArrayList<>();
        List<String> alike = new ArrayList<>();
        for (SearchedText.Word word : text.words()) {
            String meant = "t.document @@ " + tsquery(word.meant(), bound);
            String itself = bound.add(word.word()) + "::text";
            found.add("(%s or t.names %%> %s)".formatted(meant, itself));
            alike.add(
                    "case when t.document @@ %s then 1 when %s then 0.9 else word_similarity(%s, t.names) end"
                            .formatted(tsquery(word.exactly(), bound), meant, itself));
        }
        String like = "t.names %%> %s or (%s)".formatted(folded, String.join(" and ", found));
        String sql =
                """
                select %1$s, rank from (
                    select t.*, round((tier + 0.9 * least(1, case
                        when tier >= 3 then length(%2$s) / greatest(length(%2$s), length(t.sort_name), 1)::numeric
                        when tier = 2 then ts_rank(t.document, %3$s)::numeric
                        else greatest(word_similarity(%2$s, t.names), (%4$s) / %5$s)::numeric end))::numeric, 6)::float8 as rank
                    from (
                        select t.*, case when %6$s then 4 when %7$s then 3 when %8$s then 2 else 1 end as tier
                        from catalog.title t where t.id in (%9$s)) t) t
                where %10$s order by rank desc, t.id limit %11$s
                """
                        .formatted(
                                TitleRow.SUMMARY,
                                folded,
                                tsquery(text.allWords(), bound),
                                String.join(" + ", alike),
                                alike.size(),
                                named,
                                begins,
                                has,
                                candidates(seen, List.of(named, begins, has, like)),
                                after(after, bound),
                                bound.add(limit + 1));
        return Query.of(sql, bound);
    }

    /// So many of each kind of match, so that a word that most titles have takes no longer than any other.
    private static String candidates(String seen, List<String> matches) {
        return matches.stream()
                .map(match ->
                        "(select t.id from catalog.title t where (%s) and %s limit %d)"
                                .formatted(match, seen, MOST_CANDIDATES))
                .collect(Collectors.joining(" union "));
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

    private static String tsquery(String literal, Bound bound) {
        return "(select " + bound.add(literal) + "::text::tsquery)";
    }
}
