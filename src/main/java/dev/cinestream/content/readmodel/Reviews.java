package dev.cinestream.content.readmodel;

import dev.cinestream.content.ReviewToJudge;
import dev.cinestream.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The queries about reviews: those of a title as viewers read them, and those that support looks at.
@ApplicationScoped
public class Reviews {

    private static final String REPORTED = "reviews-reported";
    private static final String HIDDEN = "reviews-hidden";

    /// Reports of the text there is now, unless support has judged it. Reports are few, so the reviews are looked up one by one;
    /// without `offset` the planner would read all reviews.
    private static final String OPEN_REPORTS =
            """
            (select f.review, f.edition, min(f.reported_at) as since from ratings.feedback f
                where f.edition is not null group by f.review, f.edition) w
            cross join lateral (select * from ratings.opinion reported where reported.id = w.review
                and reported.edition = w.edition and reported.edition > reported.judged_edition offset 0) o\
            """;

    private final BoundedReads reads;

    Reviews(BoundedReads reads) {
        this.reads = reads;
    }

    /// @param language BCP 47; `pt` finds `pt-BR`, too; null for any
    /// @param reader the profile that asks; null when there is none
    public Uni<Page<ReviewRow>> of(
            UUID title,
            ReviewOrder order,
            @Nullable String language,
            @Nullable UUID reader,
            @Nullable Cursor after,
            int limit) {
        return reads.rows(listing(title, order, language, reader, after, limit))
                .map(rows -> Page.of(rows, limit, ReviewRow::of, order::cursorAt));
    }

    static Query listing(
            UUID title,
            ReviewOrder order,
            @Nullable String language,
            @Nullable UUID reader,
            @Nullable Cursor after,
            int limit) {
        var bound = new Bound();
        String who = bound.add(reader) + "::uuid";
        String sql =
                """
                select %s, coalesce(o.profile = %s, false) as mine,
                    exists (select from ratings.feedback f where f.review = o.id and f.profile = %s and f.helpful)
                        as found_helpful, %s
                from ratings.opinion o left join ratings.helpful h on h.review = o.id
                where o.title = %s and o.text is not null and o.hidden_because is null and %s and %s
                order by %s limit %s
                """
                        .formatted(
                                ReviewRow.COLUMNS,
                                who,
                                who,
                                order.column(),
                                bound.add(title),
                                inLanguage(language, bound),
                                order.after(after, bound),
                                order.by(),
                                bound.add(limit + 1));
        return Query.of(sql, bound);
    }

    private static String inLanguage(@Nullable String language, Bound bound) {
        if (language == null) {
            return "true";
        }
        String tag = bound.add(language) + "::text";
        return "(o.language = %s or starts_with(o.language, %s || '-'))".formatted(tag, tag);
    }

    /// Those that were reported and are not judged, the one that waits longest first.
    public Uni<Page<ReviewToJudge>> reported(@Nullable String cursor, int limit) {
        return toJudge(REPORTED, reportedQuery(Cursor.parse(cursor, REPORTED, 2), limit), limit);
    }

    static Query reportedQuery(@Nullable Cursor after, int limit) {
        return toJudge(OPEN_REPORTS, "w.since", "o.hidden_because is null", after, limit);
    }

    /// Those that are hidden, the one hidden first first.
    public Uni<Page<ReviewToJudge>> hidden(@Nullable String cursor, int limit) {
        return toJudge(HIDDEN, hiddenQuery(Cursor.parse(cursor, HIDDEN, 2), limit), limit);
    }

    static Query hiddenQuery(@Nullable Cursor after, int limit) {
        return toJudge(
                "ratings.opinion o", "o.judged_at", "o.hidden_because is not null", after, limit);
    }

    private Uni<Page<ReviewToJudge>> toJudge(String listing, Query query, int limit) {
        return reads.rows(query)
                .map(rows ->
                        Page.of(rows, limit, ReviewsToJudge::of, row -> cursorAt(listing, row)));
    }

    private static Query toJudge(
            String from, String since, String condition, @Nullable Cursor after, int limit) {
        var bound = new Bound();
        String beyond =
                after == null
                        ? "true"
                        : "(%s, o.id) > (%s::timestamptz, %s::uuid)"
                                .formatted(
                                        since,
                                        bound.add(Moments.ofCursor(after.number(0))),
                                        bound.add(after.uuid(1)));
        return Query.of(
                """
                select %s, %s as since from %s where o.text is not null and %s and %s
                order by %s, o.id limit %s
                """
                        .formatted(
                                ReviewsToJudge.COLUMNS,
                                since,
                                from,
                                condition,
                                beyond,
                                since,
                                bound.add(limit + 1)),
                bound);
    }

    private static Cursor cursorAt(String listing, Row row) {
        return Cursor.of(
                listing,
                Moments.micros(row.getOffsetDateTime("since").toInstant()),
                row.getUUID("id"));
    }
}
