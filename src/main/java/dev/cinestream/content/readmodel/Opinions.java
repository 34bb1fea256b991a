package dev.cinestream.content.readmodel;

import dev.cinestream.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The query about all that a profile said.
@ApplicationScoped
public class Opinions {

    private static final String LISTING = "opinions";

    private final BoundedReads reads;

    Opinions(BoundedReads reads) {
        this.reads = reads;
    }

    public static @Nullable Cursor parse(@Nullable String cursor) {
        return Cursor.parse(cursor, LISTING, 2);
    }

    /// What was said last first.
    public Uni<Page<OpinionRow>> of(UUID profile, @Nullable Cursor after, int limit) {
        return reads.rows(listing(profile, after, limit))
                .map(rows -> Page.of(rows, limit, OpinionRow::of, Opinions::cursorAt));
    }

    static Query listing(UUID profile, @Nullable Cursor after, int limit) {
        var bound = new Bound();
        String whose = bound.add(profile);
        String beyond =
                after == null
                        ? "true"
                        : "(o.said_at, o.id) < (%s::timestamptz, %s::uuid)"
                                .formatted(
                                        bound.add(Moments.ofCursor(after.number(0))),
                                        bound.add(after.uuid(1)));
        return Query.of(
                """
                select %s from ratings.opinion o
                where o.profile = %s and (o.rating is not null or o.text is not null) and %s
                order by o.said_at desc, o.id desc limit %s
                """
                        .formatted(OpinionRow.COLUMNS, whose, beyond, bound.add(limit + 1)),
                bound);
    }

    private static Cursor cursorAt(Row row) {
        return Cursor.of(
                LISTING,
                Moments.micros(row.getOffsetDateTime("said_at").toInstant()),
                row.getUUID("id"));
    }
}
