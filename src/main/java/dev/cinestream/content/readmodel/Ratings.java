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

    /// Titles that were ever rated, the best first.
    public Uni<TitlePage> best(
            TitleFilter filter, Viewpoint from, @Nullable Cursor after, int limit) {
        return reads.rows(best(filter, from, after, limit, new Bound()))
                .map(rows -> TitlePage.of(rows, limit, Ratings::cursorAt));
    }

    private static Query best(
            TitleFilter filter, Viewpoint from, @Nullable Cursor after, int limit, Bound bound) {
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
                select %s, %s as score from ratings.rating r join catalog.title t on t.id = r.title
                where %s and %s and %s order by %s desc, r.title desc limit %s
                """
                        .formatted(
                                TitleRow.SUMMARY,
                                SCORE,
                                beyond,
                                filter.condition(bound),
                                from.condition("t", bound),
                                SCORE,
                                bound.add(limit + 1));
        return Query.of(sql, bound);
    }

    private static Cursor cursorAt(Row row) {
        return Cursor.of(BEST, row.getLong("score"), row.getUUID("id"));
    }

    private static RatingTally tally(RowSet<Row> rows) {
        for (Row row : rows) {
            return new RatingTally(Arrays.asList(row.getArrayOfLongs("counts")));
        }
        return RatingTally.NONE;
    }
}
