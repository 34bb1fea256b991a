package dev.cinestream.content.readmodel;

import dev.cinestream.platform.http.Cursor;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// In what order a listing has its titles; the id decides between equals, so that a page ends at one place.
public enum TitleOrder {

    /// A to Z.
    NAME("t.sort_name", "text", true),

    /// The latest year first.
    YEAR("coalesce(t.year, 0)", "integer", false),

    /// What was published last first.
    PUBLISHED("coalesce(t.published_at, 'epoch'::timestamptz)", "timestamptz", false),

    /// As seasons and episodes follow each other.
    NUMBER("coalesce(t.number, 0)", "integer", true);

    private final String key;
    private final String type;
    private final boolean rising;

    TitleOrder(String key, String type, boolean rising) {
        this.key = key;
        this.type = type;
        this.rising = rising;
    }

    /// What cursors of this order say they belong to.
    private String listing() {
        return "titles-by-" + name().toLowerCase(Locale.ROOT);
    }

    public @Nullable Cursor parse(@Nullable String cursor) {
        return Cursor.parse(cursor, listing(), 2);
    }

    String column() {
        return key + " as sort_key";
    }

    String by() {
        return rising ? key + ", t.id" : key + " desc, t.id desc";
    }

    String after(@Nullable Cursor cursor, Bound bound) {
        if (cursor == null) {
            return "true";
        }
        return "(%s, t.id) %s (%s::%s, %s::uuid)"
                .formatted(
                        key,
                        rising ? ">" : "<",
                        bound.add(value(cursor)),
                        type,
                        bound.add(cursor.uuid(1)));
    }

    private Object value(Cursor cursor) {
        return switch (this) {
            case NAME -> cursor.key(0);
            case YEAR, NUMBER -> Math.clamp(cursor.number(0), Integer.MIN_VALUE, Integer.MAX_VALUE);
            case PUBLISHED -> Moments.ofCursor(cursor.number(0));
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
