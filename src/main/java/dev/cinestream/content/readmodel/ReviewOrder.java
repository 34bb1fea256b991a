package dev.cinestream.content.readmodel;

import dev.cinestream.platform.http.Cursor;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// In what order a title's reviews are listed; the id decides between equals.
public enum ReviewOrder {

    /// What was written last first.
    NEWEST("o.written_at", "timestamptz"),

    /// What most find helpful first.
    HELPFUL("coalesce(h.votes, 0)", "bigint");

    private final String key;
    private final String type;

    ReviewOrder(String key, String type) {
        this.key = key;
        this.type = type;
    }

    private String listing() {
        return "reviews-by-" + name().toLowerCase(Locale.ROOT);
    }

    public @Nullable Cursor parse(@Nullable String cursor) {
        return Cursor.parse(cursor, listing(), 2);
    }

    String column() {
        return key + " as sort_key";
    }

    String by() {
        return key + " desc, o.id desc";
    }

    String after(@Nullable Cursor cursor, Bound bound) {
        return cursor == null
                ? "true"
                : "(%s, o.id) < (%s::%s, %s::uuid)"
                        .formatted(key, bound.add(value(cursor)), type, bound.add(cursor.uuid(1)));
    }

    private Object value(Cursor cursor) {
        return switch (this) {
            case NEWEST -> Moments.ofCursor(cursor.number(0));
            case HELPFUL -> cursor.number(0);
        };
    }

    Cursor cursorAt(Row row) {
        Object value = Objects.requireNonNull(row.getValue("sort_key"));
        return Cursor.of(
                listing(),
                value instanceof OffsetDateTime moment ? Moments.micros(moment.toInstant()) : value,
                row.getUUID("id"));
    }
}
