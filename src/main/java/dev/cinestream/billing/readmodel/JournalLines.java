package dev.cinestream.billing.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/// Writes the journal, which only grows.
final class JournalLines {

    private static final List<Column<JournalLine>> COLUMNS =
            List.of(
                    Column.uuid("event", JournalLine::event),
                    Column.number("line", line -> (long) line.number()),
                    Column.uuid("about", JournalLine::about),
                    Column.moment("at", JournalLine::at),
                    Column.text("account", line -> line.account().name()),
                    Column.text("currency", line -> line.amount().getCurrencyUnit().getCode()),
                    Column.number("minor", line -> line.amount().getAmountMinorLong()));

    private JournalLines() {}

    static Uni<Void> write(SqlConnection connection, String schema, List<JournalLine> lines) {
        return lines.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(
                                """
                                insert into %s.journal (event, line, about, at, account, currency, minor)
                                select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::bigint[])\
                                """
                                        .formatted(schema))
                        .execute(
                                Tuple.from(
                                        COLUMNS.stream()
                                                .<Object>map(column -> column.of(lines))
                                                .toList()))
                        .replaceWithVoid();
    }
}
