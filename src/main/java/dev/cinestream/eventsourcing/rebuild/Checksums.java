package dev.cinestream.eventsourcing.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/// Compares the tables of two schemas, row by row, without sorting or keeping them: a table's checksum is the count and the
/// sum (which does not overflow) of a 64-bit hash over its rows as text. Rows are told apart only where the checksums say
/// that they differ.
final class Checksums {

    private final SqlConnection connection;
    private final String serving;
    private final String next;

    /// @param connection in a transaction that sees one moment of both
    Checksums(SqlConnection connection, String serving, String next) {
        this.connection = connection;
        this.serving = serving;
        this.next = next;
    }

    private record Of(long rows, String sum) {}

    Uni<Comparison> compare() {
        List<Comparison.Table> compared = new ArrayList<>();
        return NextGeneration.tables(connection, next)
                .chain(tables -> {
                    Uni<Void> all = Uni.createFrom().voidItem();
                    for (String table : tables) {
                        all =
                                all.chain(() -> compare(quoted(table)).invoke(compared::add))
                                        .replaceWithVoid();
                    }
                    return all;
                })
                .map(_ -> new Comparison(null, List.copyOf(compared)));
    }

    private Uni<Comparison.Table> compare(String table) {
        return of(serving, table)
                .chain(a ->
                        of(next, table)
                                .chain(b ->
                                        a.equals(b)
                                                ? Uni.createFrom()
                                                        .item(
                                                                new Comparison.Table(
                                                                        table, a.rows(), b.rows(),
                                                                        0, 0))
                                                : differences(table, a, b)));
    }

    private Uni<Comparison.Table> differences(String table, Of a, Of b) {
        return onlyIn(serving, next, table)
                .chain(onlyServing ->
                        onlyIn(next, serving, table)
                                .map(onlyNext ->
                                        new Comparison.Table(
                                                table, a.rows(), b.rows(), onlyServing, onlyNext)));
    }

    private Uni<Of> of(String schema, String table) {
        return connection
                .query(
                        "select count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text from "
                                + schema
                                + "."
                                + table
                                + " t")
                .execute()
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Of(row.getLong(0), row.getString(1));
                });
    }

    private Uni<Long> onlyIn(String here, String notThere, String table) {
        return connection
                .query(
                        "select count(*) from (select t::text from "
                                + here
                                + "."
                                + table
                                + " t except all select t::text from "
                                + notThere
                                + "."
                                + table
                                + " t) d")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
