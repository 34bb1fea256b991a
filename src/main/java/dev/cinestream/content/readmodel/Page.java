package dev.cinestream.content.readmodel;

import dev.cinestream.platform.http.Cursor;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Part of a listing of anything.
///
/// @param next where the next page begins; null when this is the last
public record Page<T>(List<T> items, @Nullable Cursor next) {

    /// Of a query that asked for one row more than the page holds.
    static <T> Page<T> of(
            RowSet<Row> rows, int limit, Function<Row, T> item, Function<Row, Cursor> cursor) {
        List<T> items = new ArrayList<>();
        Cursor next = null;
        Row last = null;
        for (Row row : rows) {
            if (last != null && items.size() == limit) {
                next = cursor.apply(last);
                break;
            }
            items.add(item.apply(row));
            last = row;
        }
        return new Page<>(items, next);
    }
}
