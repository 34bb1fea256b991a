package dev.cinestream.eventsourcing.integrity;

import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import dev.cinestream.eventsourcing.integrity.Finding.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Whether Postgres and the log agree about the last event of every stream. A head may be ahead, of what was committed while
/// the log was read; so lanes and heads are read as of one moment.
final class TailCheck {

    private static final int PAGE = 1_000;
    private static final String BEGIN =
            "begin isolation level repeatable read read only; set local idle_in_transaction_session_timeout = '30s'";
    private static final String DIFFERENT =
            """
            select s.stream_id, s.category_no, c.category, s.revision as logged, h.revision as known
            from engine.log_scan_stream s join engine.log_category c using (category_no)
            left join engine.head h on h.category = c.category and h.stream_id = s.stream_id
            where (s.stream_id, s.category_no) > ($1::uuid, $2::smallint)
                and (h.revision is distinct from s.revision or h.checksum is distinct from s.checksum)
            order by s.stream_id, s.category_no limit $3\
            """;

    private final Pool pool;
    private final ToIntFunction<UUID> laneOf;
    private final ToLongFunction<Lane> judged;
    private final Findings findings;

    TailCheck(
            Pool pool, ToIntFunction<UUID> laneOf, ToLongFunction<Lane> judged, Findings findings) {
        this.pool = pool;
        this.laneOf = laneOf;
        this.judged = judged;
        this.findings = findings;
    }

    private record Last(UUID stream, short category) {
        static final Last NONE = new Last(new UUID(0, 0), (short) 0);
    }

    Uni<Void> run() {
        return pool.withConnection(connection ->
                connection
                        .query(BEGIN)
                        .execute()
                        .chain(() -> Committed.read(connection))
                        .chain(now -> page(connection, now, Last.NONE))
                        .onTermination()
                        .call(() -> connection.query("rollback").execute()));
    }

    private Uni<Void> page(SqlConnection connection, Committed now, Last after) {
        return connection
                .preparedQuery(DIFFERENT)
                .execute(Tuple.of(after.stream(), after.category(), PAGE))
                .chain(rows -> {
                    Last last = judge(rows, now);
                    return last == null || rows.size() < PAGE
                            ? Uni.createFrom().voidItem()
                            : page(connection, now, last);
                });
    }

    private @Nullable Last judge(RowSet<Row> rows, Committed now) {
        Last last = null;
        for (Row row : rows) {
            last = new Last(row.getUUID("stream_id"), row.getShort("category_no"));
            judge(row, now);
        }
        return last;
    }

    private void judge(Row row, Committed now) {
        UUID stream = row.getUUID("stream_id");
        var lane = new Lane(row.getString("category"), laneOf.applyAsInt(stream));
        long logged = row.getLong("logged");
        Long known = row.getLong("known");
        if (known != null && known > logged && now.sequence(lane) > judged.applyAsLong(lane)) {
            return;
        }
        findings.add(
                new Finding(
                        Kind.HEAD_DIFFERS,
                        lane.category(),
                        lane.lane(),
                        null,
                        stream,
                        logged,
                        null,
                        null,
                        difference(logged, known)));
    }

    private static String difference(long logged, @Nullable Long known) {
        if (known == null) {
            return "the log ends at revision " + logged + ", and Postgres knows no such stream";
        }
        return known == logged
                ? "the last event in the log is not the one that Postgres committed"
                : "the log ends at revision %d, Postgres at %d".formatted(logged, known);
    }
}
