package dev.cinestream.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.outbox.OutboxRow;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// Events that were decided while nobody relayed: written to the outbox by COPY, with the lanes and groups moved on, as the
/// command path leaves them. Only while no relay runs, since nobody may rotate the ring meanwhile.
final class Backlog {

    /// About what busy callers make of a batch and a group.
    private static final int EVENTS_A_ROW = 4;

    private static final byte[] COPY_SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(ISO_8859_1);
    private static final byte[] PAYLOAD =
            "{\"by\":1,\"filler\":\"%s\"}".formatted(Commands.FILLER).getBytes(UTF_8);

    private final Lanes lanes;
    private final String category;
    private final long[] sequences;
    private final long[] positions;
    private final FirstEvents events;

    private Backlog(Lanes lanes, String category) {
        this.lanes = lanes;
        this.category = category;
        sequences = new long[lanes.perCategory()];
        positions = new long[lanes.groups()];
        events = new FirstEvents(lanes, category, "test.counter-raised.v2", sequences);
    }

    /// An outbox row of as many events, for those who need only its bytes.
    static byte[] row(Lanes lanes, int events) {
        return OutboxRow.encode(events(lanes, events));
    }

    /// Events that are written nowhere.
    static List<Recorded> events(Lanes lanes, int count) {
        var backlog = new Backlog(lanes, Measured.TYPE.category());
        List<Recorded> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(backlog.events.next(PAYLOAD));
        }
        return events;
    }

    /// @param category whose events are of the measured size
    static void write(Lanes lanes, String category, long events) throws SQLException, IOException {
        var backlog = new Backlog(lanes, category);
        try (Connection connection = EmbeddedParts.connect()) {
            connection.setAutoCommit(false);
            backlog.load(connection);
            backlog.copy(connection, events);
            backlog.save(connection);
            connection.commit();
        }
    }

    private void load(Connection connection) throws SQLException {
        try (var groups =
                        connection.prepareStatement(
                                "select group_no, position from engine.lane_group for update");
                var of =
                        connection.prepareStatement(
                                "select lane, sequence from engine.lane where category = ?")) {
            of.setString(1, category);
            try (var rows = groups.executeQuery()) {
                while (rows.next()) {
                    positions[rows.getInt(1)] = rows.getLong(2);
                }
            }
            try (var rows = of.executeQuery()) {
                while (rows.next()) {
                    sequences[rows.getInt(1)] = rows.getLong(2);
                }
            }
        }
    }

    private void copy(Connection connection, long count) throws SQLException, IOException {
        List<List<Recorded>> gathered = new ArrayList<>();
        for (int i = 0; i < lanes.groups(); i++) {
            gathered.add(new ArrayList<>());
        }
        String into =
                "copy engine.outbox_%d from stdin (format binary)".formatted(slot(connection));
        try (var out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new PGCopyOutputStream(connection.unwrap(PGConnection.class), into),
                                1 << 16))) {
            out.write(COPY_SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
            for (long i = 0; i < count; i++) {
                Recorded event = events.next(PAYLOAD);
                int group = lanes.groupOf(event.metadata().lane());
                gathered.get(group).add(event);
                if (gathered.get(group).size() == EVENTS_A_ROW) {
                    flush(out, group, gathered.get(group));
                }
            }
            for (int group = 0; group < gathered.size(); group++) {
                flush(out, group, gathered.get(group));
            }
            out.writeShort(-1);
        }
    }

    private void flush(DataOutputStream out, int group, List<Recorded> events) throws IOException {
        if (!events.isEmpty()) {
            byte[] row = OutboxRow.encode(events);
            out.writeShort(3);
            out.writeInt(2);
            out.writeShort(group);
            out.writeInt(8);
            out.writeLong(++positions[group]);
            out.writeInt(row.length);
            out.write(row);
            events.clear();
        }
    }

    private void save(Connection connection) throws SQLException {
        try (var groups =
                        connection.prepareStatement(
                                "update engine.lane_group set position = ? where group_no = ?");
                var of =
                        connection.prepareStatement(
                                "update engine.lane set sequence = ? where category = ? and lane = ?")) {
            for (int group = 0; group < positions.length; group++) {
                groups.setLong(1, positions[group]);
                groups.setInt(2, group);
                groups.addBatch();
            }
            for (int lane = 0; lane < sequences.length; lane++) {
                of.setLong(1, sequences[lane]);
                of.setString(2, category);
                of.setInt(3, lane);
                of.addBatch();
            }
            groups.executeBatch();
            of.executeBatch();
        }
    }

    private static int slot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row =
                        statement.executeQuery("select min(outbox_slot) from engine.lane_group")) {
            row.next();
            return row.getInt(1);
        }
    }
}
