package dev.cinestream.eventsourcing.heads;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The SQL of `engine.head` as seen from the log. Writing needs the lane group's row locked, as the command path does.
final class HeadTable {

    private static final String HOLD =
            "begin; set local lock_timeout = '4s'; set local idle_in_transaction_session_timeout = '10s'";
    private static final String LOCK =
            """
            select g.position <= l.position from engine.lane_group g join engine.relay_lease l using (group_no)
            where g.group_no = $1 for update of g\
            """;
    private static final String SEQUENCES =
            "select lane, sequence from engine.lane where category = $1 and group_no = $2";
    private static final String PAGE =
            """
            select stream_id, revision, checksum, state from engine.head
            where category = $1 and stream_id >= $2 order by stream_id limit $3\
            """;
    private static final String THESE =
            "select stream_id, revision, checksum, state from engine.head where category = $1 and stream_id = any($2::uuid[])";
    private static final String WRITE =
            """
            insert into engine.head as h (category, stream_id, revision, checksum, state)
            select $1, u.* from unnest($2::uuid[], $3::bigint[], $4::bytea[], $5::bytea[]) as u
            on conflict (category, stream_id) do update set revision = excluded.revision, checksum = excluded.checksum, state = excluded.state\
            """;
    private static final String DELETE =
            "delete from engine.head where category = $1 and stream_id = any($2::uuid[])";
    private static final String RAISE =
            "update engine.lane set sequence = greatest(sequence, $3) where category = $1 and lane = $2";
    private static final String REBUILT =
            "update engine.lane_group set heads_rebuilt = heads_rebuilt + 1 where group_no = $1";

    private HeadTable() {}

    /// A head as it lies there.
    ///
    /// @param checksum lower-case hex
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Stored(UUID stream, long revision, String checksum, byte[] state) {}

    /// A head to be written; deleted when there is no state.
    @SuppressWarnings("ArrayRecordComponent") // on its way into a statement
    record Right(UUID stream, long revision, String checksum, byte @Nullable [] state) {}

    /// Holds the group: nothing is committed in it until the transaction ends. Answers whether Kafka has all of its outbox.
    static Uni<Boolean> hold(SqlConnection connection, int group) {
        return connection
                .query(HOLD)
                .execute()
                .chain(() -> connection.preparedQuery(LOCK).execute(Tuple.of(group)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /// The last sequence of each of the group's lanes.
    static Uni<Map<Integer, Long>> sequences(SqlClient client, String category, int group) {
        return client.preparedQuery(SEQUENCES)
                .execute(Tuple.of(category, group))
                .map(rows -> {
                    Map<Integer, Long> sequences = new HashMap<>();
                    for (Row row : rows) {
                        sequences.put(row.getShort(0).intValue(), row.getLong(1));
                    }
                    return sequences;
                });
    }

    /// Heads in the order of their ids, this one among them.
    static Uni<List<Stored>> page(SqlClient client, String category, UUID from, int limit) {
        return client.preparedQuery(PAGE)
                .execute(Tuple.of(category, from, limit))
                .map(HeadTable::read);
    }

    static Uni<List<Stored>> these(SqlClient client, String category, Collection<UUID> streams) {
        return client.preparedQuery(THESE)
                .execute(Tuple.of(category, streams.toArray(UUID[]::new)))
                .map(HeadTable::read);
    }

    private static List<Stored> read(RowSet<Row> rows) {
        List<Stored> heads = new ArrayList<>(rows.size());
        for (Row row : rows) {
            heads.add(
                    new Stored(
                            row.getUUID(0),
                            row.getLong(1),
                            HexFormat.of().formatHex(row.getBuffer(2).getBytes()),
                            row.getBuffer(3).getBytes()));
        }
        return heads;
    }

    static Uni<Void> write(SqlConnection connection, String category, List<Right> heads) {
        List<Right> written = heads.stream().filter(head -> head.state() != null).toList();
        UUID[] gone =
                heads.stream()
                        .filter(head -> head.state() == null)
                        .map(Right::stream)
                        .toArray(UUID[]::new);
        return connection
                .preparedQuery(WRITE)
                .execute(
                        Tuple.of(
                                category,
                                written.stream().map(Right::stream).toArray(UUID[]::new),
                                written.stream().map(Right::revision).toArray(Long[]::new),
                                written.stream()
                                        .map(h ->
                                                Buffer.buffer(
                                                        HexFormat.of().parseHex(h.checksum())))
                                        .toArray(Buffer[]::new),
                                written.stream()
                                        .map(Right::state)
                                        .map(Buffer::buffer)
                                        .toArray(Buffer[]::new)))
                .chain(() -> connection.preparedQuery(DELETE).execute(Tuple.of(category, gone)))
                .replaceWithVoid();
    }

    static Uni<Void> raise(SqlConnection connection, String category, int lane, long sequence) {
        return connection
                .preparedQuery(RAISE)
                .execute(Tuple.of(category, lane, sequence))
                .replaceWithVoid();
    }

    /// What the command path remembers of the group is void.
    static Uni<Void> rebuilt(SqlConnection connection, int group) {
        return connection.preparedQuery(REBUILT).execute(Tuple.of(group)).replaceWithVoid();
    }
}
