package dev.cinestream.content.readmodel;

import dev.cinestream.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The queries about ratings: of one title, and which titles are rated best.
@ApplicationScoped
public class Ratings {

    private static final String BEST = "titles-by-rating";

    /// As the index has it: [RatingTally#weighted] in thousandths, so that an order by it is an order by that.
    private static final String SCORE = "((130 + r.total) * 1000 / (20 + r.ratings))";

    private final BoundedReads reads;

    Ratings(BoundedReads reads) {
        this.reads = reads;
    }

    public Uni<RatingTally> of(UUID title) {
        var bound = new Bound();
        String sql = "select counts from ratings.rating where title = " + bound.add(title);
        return reads.rows(Query.of(sql, bound)).map(Ratings::tally);
    }

    public static @Nullable Cursor parse(@Nullable String cursor) {
        return Cursor.parse(cursor, BEST, 2);
    }

    /// Titles that were ever rated, the best first: walked in the order of the index, each looked up by its key, until there are
    /// enough. Without `offset` the planner might join all and sort.
    public Uni<TitlePage> best(
            TitleFilter filter, Viewpoint from, @Nullable Cursor after, int limit) {
        return reads.rows(listing(filter, from, after, limit))
                .map(rows -> TitlePage.of(rows, limit, Ratings::cursorAt));
    }

    static Query listing(TitleFilter filter, Viewpoint from, @Nullable Cursor after, int limit) {
        var bound = new Bound();
        String beyond =
                after == null
                        ? "true"
                        : "(%s, r.title) < (%s::bigint, %s::uuid)"
                                .formatted(
                                        SCORE,
                                        bound.add(after.number(0)),
                                        bound.add(after.uuid(1)));
        String sql =
                """
                select t.*, %s as score from ratings.rating r cross join lateral (
                    select %s from catalog.title t where t.id = r.title and %s and %s offset 0) t
                where %s order by %s desc, r.title desc limit %s
                """
                        .formatted(
                                SCORE,
                                TitleRow.SUMMARY,
                                filter.condition(bound),
                                from.condition("t", bound),
                                beyond,
                                SCORE,
                                bound.add(limit + 1));
        return Query.of(sql, bound);
    }

    private static Cursor cursorAt(Row row) {
        return cursor(row.getLong("score"), row.getUUID("id"));
    }

    static Cursor cursor(long score, UUID title) {
        return Cursor.of(BEST, score, title);
    }

    private static RatingTally tally(RowSet<Row> rows) {
        for (Row row : rows) {
            return new RatingTally(Arrays.asList(row.getArrayOfLongs("counts")));
        }
        return RatingTally.NONE;
    }
}
