package dev.cinestream.eventsourcing.command;

import dev.cinestream.eventsourcing.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The SQL of the command path. Statements of one step are sent without waiting for each other (pipelined), so a batch
/// costs two round trips and one commit, whatever its size.
final class CommandStore {

    /// A stalled owner of a lane group (a paused process) is thrown out by Postgres; nobody waits for its lock for ever.
    ///
    /// A plan is kept for as long as its connection: one made while the tables were small would scan them whole when they
    /// have grown, so only plans that use the indexes are allowed.
    private static final String BEGIN =
            "begin; set local idle_in_transaction_session_timeout = '3s'; set local lock_timeout = '4s';"
                    + " set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off";

    private static final String LOCK_GROUPS =
            "select group_no, position, outbox_slot, heads_rebuilt from engine.lane_group where group_no = any($1::smallint[]) order by group_no for update";
    private static final String SELECT_LANES =
            "select category, lane, sequence from engine.lane where group_no = any($1::smallint[])";
    private static final String SELECT_HEADS =
            "select h.category, h.stream_id, h.revision, h.checksum, h.state from unnest($1::text[], $2::uuid[]) as k(category, stream_id)"
                    + " join engine.head h using (category, stream_id)";
    private static final String SELECT_COMMANDS =
            "select command_id, fingerprint, category, stream_id, revision, lane, sequence, group_no, group_position from engine.command where command_id = any($1::text[])";

    private static final String WRITE_HEADS =
            "insert into engine.head as h (category, stream_id, revision, checksum, state)"
                    + " select * from unnest($1::text[], $2::uuid[], $3::bigint[], $4::bytea[], $5::bytea[])"
                    + " on conflict (category, stream_id) do update set revision = excluded.revision, checksum = excluded.checksum, state = excluded.state";
    private static final String WRITE_LANES =
            "update engine.lane l set sequence = u.sequence from unnest($1::text[], $2::smallint[], $3::bigint[]) as u(category, lane, sequence)"
                    + " where l.category = u.category and l.lane = u.lane";
    private static final String WRITE_GROUPS =
            "update engine.lane_group g set position = u.position from unnest($1::smallint[], $2::bigint[]) as u(group_no, position)"
                    + " where g.group_no = u.group_no";
    private static final String WRITE_COMMANDS =
            "insert into engine.command (command_id, fingerprint, category, stream_id, revision, lane, sequence, group_no, group_position, recorded_at)"
                    + " select u.*, $10::timestamptz from unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::smallint[], $7::bigint[], $8::smallint[], $9::bigint[]) as u";

    private CommandStore() {}

    static String writeOutbox(int slot) {
        return "insert into engine.outbox_"
                + slot
                + " (group_no, position, events) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])";
    }

    /// What a batch reads once it holds its groups.
    record Loaded(
            Map<Integer, Head.Group> groups,
            Map<Head.Key, Head.Stored> heads,
            Map<String, Head.Known> known) {}

    /// Opens the transaction, locks the groups in order, and reads.
    static Uni<Loaded> begin(
            SqlConnection connection,
            Collection<Integer> groups,
            Collection<Head.Key> heads,
            Collection<String> commandIds) {
        var begun = connection.query(BEGIN).execute();
        var locked = connection.preparedQuery(LOCK_GROUPS).execute(Tuple.of(shorts(groups)));
        var known =
                connection
                        .preparedQuery(SELECT_COMMANDS)
                        .execute(Tuple.of(commandIds.toArray(String[]::new)));
        var loaded = heads(connection, heads);
        return Uni.combine()
                .all()
                .unis(begun, locked, known, loaded)
                .with((_, g, k, h) -> new Loaded(readGroups(g), h, readKnown(k)));
    }

    static Uni<Map<Head.Key, Head.Stored>> heads(
            SqlConnection connection, Collection<Head.Key> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String[] categories = new String[keys.size()];
        UUID[] ids = new UUID[keys.size()];
        int i = 0;
        for (Head.Key key : keys) {
            categories[i] = key.category();
            ids[i++] = key.streamId();
        }
        return connection
                .preparedQuery(SELECT_HEADS)
                .execute(Tuple.of(categories, ids))
                .map(CommandStore::readHeads);
    }

    static Uni<Map<Head.Lane, Long>> lanes(SqlConnection connection, Collection<Integer> groups) {
        return connection
                .preparedQuery(SELECT_LANES)
                .execute(Tuple.of(shorts(groups)))
                .map(rows -> {
                    Map<Head.Lane, Long> lanes = new HashMap<>();
                    for (Row row : rows) {
                        lanes.put(new Head.Lane(row.getString(0), row.getShort(1)), row.getLong(2));
                    }
                    return lanes;
                });
    }

    /// Writes everything and commits. Every statement's result is looked at, since a commit after a failed one answers
    /// without an error and rolls back.
    static Uni<Void> saveAndCommit(
            SqlConnection connection, Batch batch, int slot, OffsetDateTime now) {
        List<Uni<?>> steps = new ArrayList<>();
        if (!batch.events.isEmpty()) {
            steps.add(writeHeads(connection, batch.changedHeads));
            steps.add(writeLanes(connection, batch.changedLanes));
            writeEvents(connection, batch, slot, steps);
        }
        steps.add(writeCommands(connection, batch.newCommands, now));
        steps.add(connection.query("commit").execute());
        return Uni.combine().all().unis(steps).discardItems();
    }

    private static Uni<RowSet<Row>> writeHeads(
            SqlConnection connection, Map<Head.Key, Batch.NewHead> heads) {
        int n = heads.size();
        String[] categories = new String[n];
        UUID[] ids = new UUID[n];
        Long[] revisions = new Long[n];
        Buffer[] checksums = new Buffer[n];
        Buffer[] states = new Buffer[n];
        int i = 0;
        for (var entry : heads.entrySet()) {
            categories[i] = entry.getKey().category();
            ids[i] = entry.getKey().streamId();
            revisions[i] = entry.getValue().head().revision();
            checksums[i] = Buffer.buffer(entry.getValue().head().checksum());
            states[i++] = Buffer.buffer(entry.getValue().state());
        }
        return connection
                .preparedQuery(WRITE_HEADS)
                .execute(Tuple.of(categories, ids, revisions, checksums, states));
    }

    private static Uni<RowSet<Row>> writeLanes(
            SqlConnection connection, Map<Head.Lane, Long> lanes) {
        int n = lanes.size();
        String[] categories = new String[n];
        Short[] numbers = new Short[n];
        Long[] sequences = new Long[n];
        int i = 0;
        for (var entry : lanes.entrySet()) {
            categories[i] = entry.getKey().category();
            numbers[i] = (short) entry.getKey().lane();
            sequences[i++] = entry.getValue();
        }
        return connection
                .preparedQuery(WRITE_LANES)
                .execute(Tuple.of(categories, numbers, sequences));
    }

    private static void writeEvents(
            SqlConnection connection, Batch batch, int slot, List<Uni<?>> steps) {
        List<OutboxRow> added = batch.outboxRows();
        Short[] groups = added.stream().map(row -> (short) row.group()).toArray(Short[]::new);
        Long[] positions = added.stream().map(OutboxRow::position).toArray(Long[]::new);
        Buffer[] rows =
                added.stream()
                        .map(row -> Buffer.buffer(OutboxRow.encode(row.events())))
                        .toArray(Buffer[]::new);
        steps.add(
                connection
                        .preparedQuery(writeOutbox(slot))
                        .execute(Tuple.of(groups, positions, rows)));
        steps.add(connection.preparedQuery(WRITE_GROUPS).execute(Tuple.of(groups, positions)));
    }

    private static Uni<RowSet<Row>> writeCommands(
            SqlConnection connection, List<Batch.NewCommand> commands, OffsetDateTime now) {
        int n = commands.size();
        String[] ids = new String[n];
        String[] fingerprints = new String[n];
        String[] categories = new String[n];
        UUID[] streams = new UUID[n];
        Long[] revisions = new Long[n];
        Short[] lanes = new Short[n];
        Long[] sequences = new Long[n];
        Short[] groups = new Short[n];
        Long[] positions = new Long[n];
        for (int i = 0; i < n; i++) {
            Head.Known known = commands.get(i).known();
            ids[i] = commands.get(i).id();
            fingerprints[i] = known.fingerprint();
            categories[i] = known.category();
            streams[i] = known.streamId();
            revisions[i] = known.revision();
            lanes[i] = (short) known.lane();
            sequences[i] = known.sequence();
            groups[i] = (short) known.group();
            positions[i] = known.position();
        }
        return connection
                .preparedQuery(WRITE_COMMANDS)
                .execute(
                        Tuple.from(
                                new Object[] {
                                    ids,
                                    fingerprints,
                                    categories,
                                    streams,
                                    revisions,
                                    lanes,
                                    sequences,
                                    groups,
                                    positions,
                                    now
                                }));
    }

    private static Map<Integer, Head.Group> readGroups(RowSet<Row> rows) {
        Map<Integer, Head.Group> groups = new HashMap<>();
        for (Row row : rows) {
            groups.put(
                    row.getShort(0).intValue(),
                    new Head.Group(row.getLong(1), row.getShort(2), row.getLong(3)));
        }
        return groups;
    }

    private static Map<Head.Key, Head.Stored> readHeads(RowSet<Row> rows) {
        Map<Head.Key, Head.Stored> heads = new HashMap<>();
        for (Row row : rows) {
            heads.put(
                    new Head.Key(row.getString(0), row.getUUID(1)),
                    new Head.Stored(
                            row.getLong(2),
                            row.getBuffer(3).getBytes(),
                            row.getBuffer(4).getBytes()));
        }
        return heads;
    }

    private static Map<String, Head.Known> readKnown(RowSet<Row> rows) {
        Map<String, Head.Known> known = new HashMap<>();
        for (Row row : rows) {
            known.put(
                    row.getString(0),
                    new Head.Known(
                            row.getString(1),
                            row.getUUID(3),
                            row.getLong(4),
                            row.getString(2),
                            row.getShort(5),
                            row.getLong(6),
                            row.getShort(7),
                            row.getLong(8)));
        }
        return known;
    }

    private static Short[] shorts(Collection<Integer> numbers) {
        return numbers.stream().sorted().map(Integer::shortValue).toArray(Short[]::new);
    }
}
