package dev.cinestream.content.readmodel;

import dev.cinestream.platform.http.Cursor;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Part of a listing.
///
/// @param next where the next page begins; null when this is the last
public record TitlePage(List<TitleRow> titles, @Nullable Cursor next) {

    /// Of a query that asked for one row more than the page holds.
    static TitlePage of(RowSet<Row> rows, int limit, Function<Row, Cursor> cursor) {
        Page<TitleRow> page = Page.of(rows, limit, TitleRow::of, cursor);
        return new TitlePage(page.items(), page.next());
    }
}
