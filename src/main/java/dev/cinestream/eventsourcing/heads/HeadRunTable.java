package dev.cinestream.eventsourcing.heads;

import dev.cinestream.eventsourcing.heads.HeadRun.Mode;
import dev.cinestream.eventsourcing.heads.HeadRun.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The SQL of `engine.head_run`. One runs at a time in the cluster; one whose instance is gone reads as failed.
final class HeadRunTable {

    private static final int LEASE_SECONDS = 90;
    private static final int LONGEST_ERROR = 2_000;
    private static final String ALONE =
            "select pg_advisory_xact_lock(hashtextextended('cinestream.heads', 0))";
    private static final String START =
            """
            insert into engine.head_run as r (category, run_id, mode, lanes, state, expires_at, started_by, reason)
            select $1, $2, $3, $4::smallint[], 'running', clock_timestamp() + make_interval(secs => $5), $6, $7
            where not exists (select 1 from engine.head_run where state = 'running' and expires_at > clock_timestamp())
            on conflict (category) do update set run_id = excluded.run_id, mode = excluded.mode, lanes = excluded.lanes,
                state = 'running', expires_at = excluded.expires_at, events_done = 0, events_total = 0,
                started_by = excluded.started_by, reason = excluded.reason, started_at = now(), finished_at = null,
                report = null, error = null\
            """;
    private static final String BEAT =
            """
            update engine.head_run set expires_at = clock_timestamp() + make_interval(secs => $2),
                events_done = $3, events_total = $4 where run_id = $1 and state = 'running'\
            """;
    private static final String END =
            """
            update engine.head_run set state = $2, report = $3, error = $4, finished_at = now()
            where run_id = $1 and state = 'running'\
            """;
    private static final String CANCEL =
            "update engine.head_run set state = 'cancelled', finished_at = now() where category = $1 and state = 'running'";
    private static final String SELECT =
            """
            select category, run_id, mode, lanes, events_done, events_total, started_by, reason, started_at, finished_at, report,
                case when state = 'running' and expires_at < clock_timestamp() then 'failed' else state end as state,
                case when state = 'running' and expires_at < clock_timestamp() then 'its instance is gone; run it again' else error end as error
            from engine.head_run where $1::text is null or category = $1 order by category\
            """;

    private HeadRunTable() {}

    /// Answers whether it may begin: not while another one runs.
    static Uni<Boolean> start(
            SqlConnection connection,
            UUID run,
            Mode mode,
            String category,
            Collection<Integer> lanes,
            String actor,
            String reason) {
        Short[] numbers = lanes.stream().map(Integer::shortValue).toArray(Short[]::new);
        return connection
                .query(ALONE)
                .execute()
                .chain(() ->
                        connection
                                .preparedQuery(START)
                                .execute(
                                        Tuple.from(
                                                Arrays.asList(
                                                        category,
                                                        run,
                                                        mode.stored(),
                                                        numbers,
                                                        (double) LEASE_SECONDS,
                                                        actor,
                                                        reason))))
                .map(rows -> rows.rowCount() == 1);
    }

    /// Answers whether it still runs.
    static Uni<Boolean> beat(SqlClient client, UUID run, long done, long total) {
        return client.preparedQuery(BEAT)
                .execute(Tuple.of(run, (double) LEASE_SECONDS, done, total))
                .map(rows -> rows.rowCount() == 1);
    }

    static Uni<Void> end(
            SqlClient client,
            UUID run,
            State state,
            @Nullable HeadReport report,
            @Nullable String error) {
        return client.preparedQuery(END)
                .execute(
                        Tuple.of(
                                run,
                                state.stored(),
                                report == null ? null : report.toJson(),
                                error == null ? null : shortened(error)))
                .replaceWithVoid();
    }

    static Uni<Void> cancel(SqlClient client, String category) {
        return client.preparedQuery(CANCEL).execute(Tuple.of(category)).replaceWithVoid();
    }

    /// @param category null for all
    static Uni<List<HeadRun>> list(SqlClient client, @Nullable String category) {
        return client.preparedQuery(SELECT)
                .execute(Tuple.of(category))
                .map(rows -> {
                    List<HeadRun> runs = new ArrayList<>();
                    for (Row row : rows) {
                        runs.add(read(row));
                    }
                    return runs;
                });
    }

    private static HeadRun read(Row row) {
        OffsetDateTime finished = row.getOffsetDateTime("finished_at");
        String report = row.getString("report");
        return new HeadRun(
                row.getString("category"),
                row.getUUID("run_id"),
                Mode.valueOf(upper(row.getString("mode"))),
                Arrays.stream(row.getArrayOfShorts("lanes")).map(Short::intValue).toList(),
                State.valueOf(upper(row.getString("state"))),
                row.getLong("events_done"),
                row.getLong("events_total"),
                row.getString("started_by"),
                row.getString("reason"),
                row.getOffsetDateTime("started_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                report == null ? null : HeadReport.read(report),
                row.getString("error"));
    }

    private static String upper(String stored) {
        return stored.toUpperCase(java.util.Locale.ROOT);
    }

    private static String shortened(String error) {
        String plain = error.replace('\0', ' ');
        return plain.length() > LONGEST_ERROR ? plain.substring(0, LONGEST_ERROR) : plain;
    }
}
