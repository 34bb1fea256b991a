package dev.cinestream.eventsourcing.status;

import dev.cinestream.eventsourcing.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is committed and not yet in Kafka, and who is to move it. Costs the same however much waits: beyond
/// [#COUNTED_ROWS] rows a group the numbers are estimates.
@ApplicationScoped
public class OutboxStatus {

    /// Waiting rows of a group that are looked at.
    static final int COUNTED_ROWS = 500;

    /// By index only: a plan is kept for as long as its connection, and an outbox is empty most of the time.
    private static final String BEGIN =
            "begin read only; set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off";

    private static final String GROUPS =
            """
            select l.group_no, l.owner, l.epoch, case when isfinite(l.expires_at) then l.expires_at end as expires_at,
                l.owner is not null and l.expires_at > clock_timestamp() as held,
                g.position as committed, least(l.position, g.position) as relayed, w.counted, w.events, w.bytes, f.head
            from engine.relay_lease l join engine.lane_group g using (group_no)
            cross join lateral (
                select count(*) as counted, coalesce(sum(bytes), 0)::bigint as bytes, coalesce(sum(events), 0)::bigint as events
                from (
                    select octet_length(events) as bytes,
                        get_byte(events, 1) << 24 | get_byte(events, 2) << 16 | get_byte(events, 3) << 8 | get_byte(events, 4) as events
                    from engine.outbox where group_no = l.group_no and position > l.position
                    order by position limit $1) n) w
            left join lateral (
                select substring(events from 1 for 1024) as head
                from engine.outbox where group_no = l.group_no and position > l.position
                order by position limit 1) f on true\
            """;
    private static final String SLOTS =
            """
            select slot, state, changed_at, pg_total_relation_size(('engine.outbox_' || slot)::regclass) as bytes
            from engine.outbox_ring order by slot\
            """;
    private static final String INSTANCES =
            """
            select instance_id, started_at, expires_at, expires_at > clock_timestamp() as alive
            from engine.instance order by started_at, instance_id\
            """;

    private final Pool pool;

    public OutboxStatus(Pool pool) {
        this.pool = pool;
    }

    public Uni<List<RelayStatus>> groups() {
        return pool.withConnection(OutboxStatus::readGroups)
                .map(rows -> list(rows, OutboxStatus::group))
                .map(groups ->
                        groups.stream()
                                .sorted(java.util.Comparator.comparingInt(RelayStatus::group))
                                .toList());
    }

    public Uni<List<OutboxSlot>> slots() {
        return pool.query(SLOTS)
                .execute()
                .map(rows ->
                        list(
                                rows,
                                row ->
                                        new OutboxSlot(
                                                row.getShort("slot"),
                                                row.getString("state"),
                                                row.getOffsetDateTime("changed_at").toInstant(),
                                                row.getLong("bytes"))));
    }

    public Uni<List<RunningInstance>> instances() {
        return pool.query(INSTANCES)
                .execute()
                .map(rows ->
                        list(
                                rows,
                                row ->
                                        new RunningInstance(
                                                row.getString("instance_id"),
                                                row.getOffsetDateTime("started_at").toInstant(),
                                                row.getOffsetDateTime("expires_at").toInstant(),
                                                row.getBoolean("alive"))));
    }

    private static Uni<RowSet<Row>> readGroups(SqlConnection connection) {
        return Uni.combine()
                .all()
                .unis(
                        connection.query(BEGIN).execute(),
                        connection.preparedQuery(GROUPS).execute(Tuple.of(COUNTED_ROWS)),
                        connection.query("commit").execute())
                .with((_, rows, _) -> rows)
                .onFailure()
                .call(() -> connection.query("rollback").execute());
    }

    private static RelayStatus group(Row row) {
        long waiting = row.getLong("committed") - row.getLong("relayed");
        long counted = row.getLong("counted");
        double share = counted == 0 ? 1 : Math.max(1, (double) waiting / counted);
        return new RelayStatus(
                row.getShort("group_no"),
                row.getString("owner"),
                row.getLong("epoch"),
                instant(row.getOffsetDateTime("expires_at")),
                row.getBoolean("held"),
                row.getLong("committed"),
                row.getLong("relayed"),
                row.getBuffer("head") == null
                        ? null
                        : OutboxRow.firstRecordedAt(row.getBuffer("head").getBytes()),
                Math.round(row.getLong("events") * share),
                Math.round(row.getLong("bytes") * share),
                counted < COUNTED_ROWS);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        List<T> result = new ArrayList<>();
        rows.forEach(row -> result.add(read.apply(row)));
        return result;
    }
}
