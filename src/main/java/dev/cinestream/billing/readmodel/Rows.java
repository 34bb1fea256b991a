package dev.cinestream.billing.readmodel;

import dev.cinestream.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Rows of the serving generation, read.
final class Rows<R> {

    private final Pool pool;
    private final Table<R> table;

    Rows(Pool pool, Table<R> table) {
        this.pool = pool;
        this.table = table;
    }

    /// @param where after `where`: conditions, order, limit
    Uni<List<R>> all(String where, Tuple values) {
        return pool.preparedQuery(
                        "select document::text from billing." + table.name() + " where " + where)
                .execute(values)
                .map(found -> {
                    List<R> rows = new ArrayList<>();
                    for (Row each : found) {
                        rows.add(RowJson.read(table.row(), each.getString(0)));
                    }
                    return rows;
                });
    }

    Uni<Optional<R>> one(String where, Tuple values) {
        return all(where, values).map(rows -> rows.stream().findFirst());
    }

    /// Of a query that asked for one row more than the page holds.
    static <R> Page<R> page(List<R> rows, int limit, Function<R, Cursor> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<R> shown = rows.subList(0, limit);
        return new Page<>(shown, cursor.apply(shown.getLast()));
    }
}
