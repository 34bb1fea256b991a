package dev.cinestream.billing.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A table whose rows are folds of events: `id`, the row as a `document`, and the columns that queries look at. A batch reads
/// the rows it concerns, folds its events onto them and writes them, one statement each.
record Table<R>(String name, Class<R> row, Function<R, UUID> id, List<Column<R>> columns) {

    Uni<Map<UUID, R>> read(SqlConnection connection, String schema, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection
                .preparedQuery(
                        "select id, document::text from %s.%s where id = any($1::uuid[])"
                                .formatted(schema, name))
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(found -> {
                    Map<UUID, R> rows = new HashMap<>();
                    for (Row each : found) {
                        rows.put(each.getUUID(0), RowJson.read(row, each.getString(1)));
                    }
                    return rows;
                });
    }

    Uni<Void> write(SqlConnection connection, String schema, Collection<R> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<R> rows = List.copyOf(changed);
        List<Object> values = new ArrayList<>();
        values.add(rows.stream().map(id).toArray(UUID[]::new));
        values.add(rows.stream().map(RowJson::write).toArray(String[]::new));
        columns.forEach(column -> values.add(column.of(rows)));
        return connection
                .preparedQuery(upsert(schema))
                .execute(Tuple.from(values))
                .replaceWithVoid();
    }

    private String upsert(String schema) {
        String names = joined(Column::name);
        return """
        insert into %s.%s (id, document, %s) select id, document::jsonb, %s
        from unnest($1::uuid[], $2::text[], %s) as new (id, document, %s)
        on conflict (id) do update set document = excluded.document, %s\
        """
                .formatted(
                        schema,
                        name,
                        names,
                        names,
                        parameters(),
                        names,
                        joined(column -> column.name() + " = excluded." + column.name()));
    }

    private String parameters() {
        return Stream.iterate(0, i -> i < columns.size(), i -> i + 1)
                .map(i -> "$%d::%s[]".formatted(i + 3, columns.get(i).type()))
                .collect(Collectors.joining(", "));
    }

    private String joined(Function<Column<R>, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }
}
