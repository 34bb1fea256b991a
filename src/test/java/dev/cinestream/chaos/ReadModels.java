package dev.cinestream.chaos;

import dev.cinestream.chaos.Findings.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The read models seen from outside: schemas that projections own. One that is forgotten whole, watermarks and all, must
/// come back from the log with the same rows.
final class ReadModels {

    private final TablesReader tables;

    ReadModels(TablesReader tables) {
        this.tables = tables;
    }

    /// A checksum over all rows, by `schema.table`.
    Map<String, String> fingerprints() throws SQLException {
        List<String> names = new ArrayList<>();
        tables.each(
                """
                select format('%I.%I', t.table_schema, t.table_name) from information_schema.tables t
                join engine.projection p on p.name = t.table_schema where t.table_type = 'BASE TABLE'
                """,
                row -> names.add(row.getString(1)));
        Map<String, String> fingerprints = new TreeMap<>();
        for (String name : names) {
            tables.each(
                    "select count(*) || ' rows, ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') from %s t"
                            .formatted(name),
                    row -> fingerprints.put(name, row.getString(1)));
        }
        return fingerprints;
    }

    /// Drops every read model and what its consumer remembers. While no application runs.
    void forget() throws SQLException {
        List<String> projections = new ArrayList<>();
        tables.each("select name from engine.projection", row -> projections.add(row.getString(1)));
        try (var connection = tables.connect();
                var statement = connection.createStatement()) {
            for (String projection : projections) {
                statement.execute("drop schema \"%s\" cascade".formatted(projection));
                for (String table : List.of("inbox", "inbox_position", "quarantine_stream")) {
                    statement.execute(
                            "delete from engine.%s where consumer = '%s'"
                                    .formatted(table, projection));
                }
                statement.execute(
                        "delete from engine.projection where name = '%s'".formatted(projection));
            }
        }
    }

    static void compare(Map<String, String> before, Map<String, String> after, Findings findings) {
        if (!before.equals(after)) {
            findings.add(
                    Kind.READ_MODEL,
                    "rows were %s and came back from the log as %s".formatted(before, after));
        }
    }
}
