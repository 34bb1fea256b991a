package dev.cinestream.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what the engine's tables say, by SQL of its own.
final class TablesReader {

    private final String jdbcUrl;
    private final String user;
    private final String password;

    TablesReader(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
    }

    @FunctionalInterface
    interface EachRow {
        void read(ResultSet row) throws SQLException;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /// Whether the outbox is in Kafka and every consumer has applied all of it.
    boolean settled() throws SQLException {
        List<String> behind = new ArrayList<>(undelivered());
        each(
                """
                select i.consumer, i.category, i.lane from engine.inbox i
                join engine.lane l using (category, lane) where i.sequence < l.sequence
                union all
                select distinct i.consumer, l.category, l.lane from engine.lane l
                join engine.inbox i on i.category = l.category
                where l.sequence > 0 and not exists (
                    select from engine.inbox x
                    where x.consumer = i.consumer and x.category = l.category and x.lane = l.lane)
                """,
                row -> behind.add(row.getString(1)));
        return behind.isEmpty();
    }

    Tables read() throws SQLException {
        Map<String, Tables.Head> heads = new HashMap<>();
        each(
                "select category || '/' || stream_id, revision, encode(checksum, 'hex') from engine.head",
                row ->
                        heads.put(
                                row.getString(1),
                                new Tables.Head(row.getLong(2), row.getString(3))));
        Map<String, Long> lanes = new HashMap<>();
        each(
                "select category || ':' || lane, sequence from engine.lane where sequence > 0",
                row -> lanes.put(row.getString(1), row.getLong(2)));
        Map<String, Map<String, Long>> watermarks = new HashMap<>();
        each(
                "select consumer, category || ':' || lane, sequence from engine.inbox",
                row ->
                        watermarks
                                .computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                                .put(row.getString(2), row.getLong(3)));
        List<String> parked = new ArrayList<>();
        each(
                "select consumer || ' ' || category || '/' || stream_id || ': ' || error from engine.quarantine_stream",
                row -> parked.add(row.getString(1)));
        Map<String, Long> commands = new HashMap<>();
        each(
                "select command_id, revision from engine.command",
                row -> commands.put(row.getString(1), row.getLong(2)));
        return new Tables(heads, lanes, undelivered(), watermarks, parked, commands);
    }

    void each(String sql, EachRow reader) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    /// Lane groups whose relay has not confirmed what was committed.
    List<String> undelivered() throws SQLException {
        List<String> groups = new ArrayList<>();
        each(
                """
                select g.group_no, g.position, l.position from engine.lane_group g
                left join engine.relay_lease l using (group_no)
                where g.position is distinct from l.position
                """,
                row ->
                        groups.add(
                                "group %d committed %d, relayed %d"
                                        .formatted(row.getInt(1), row.getLong(2), row.getLong(3))));
        return groups;
    }
}
