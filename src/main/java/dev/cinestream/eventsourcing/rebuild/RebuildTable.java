package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus.Phase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of `engine.rebuild`: one row a projection, leased by the instance that does the work, on the database's clock.
final class RebuildTable {

    private static final String RUNNING = "state not in ('done', 'failed', 'cancelled')";
    private static final String START =
            """
            insert into engine.rebuild as r (projection, owner, expires_at, state, version, started_by, reason)
            select p.name, '', '-infinity', 'loading', $2::integer, $3, $4 from engine.projection p
            where p.name = $1 and ($5 or p.version < $2)
            on conflict (projection) do update set owner = '', expires_at = '-infinity', state = 'loading',
                version = excluded.version, started_by = excluded.started_by, reason = excluded.reason,
                events_done = 0, events_total = 0, events_per_second = 0, attempts = 0,
                started_at = now(), finished_at = null, compared = null, error = null
            where r.state in ('done', 'failed', 'cancelled')\
            """;
    private static final String CLAIM =
            """
            update engine.rebuild set owner = $3, expires_at = clock_timestamp() + $4 * interval '1 millisecond'
            where projection = $1 and version <= $2 and expires_at < clock_timestamp() and
            """
                    + RUNNING
                    + " returning state, version, attempts";
    private static final String RENEW =
            """
            update engine.rebuild set expires_at = clock_timestamp() + $3 * interval '1 millisecond',
                events_done = $4, events_total = $5, events_per_second = $6
            where projection = $1 and owner = $2 and
            """
                    + RUNNING;
    private static final String RELEASE =
            "update engine.rebuild set expires_at = '-infinity' where owner = $1 and " + RUNNING;
    private static final String ENTER =
            "update engine.rebuild set state = $3 where projection = $1 and owner = $2 and "
                    + RUNNING;
    private static final String ANEW =
            "update engine.rebuild set state = 'loading', version = $3 where projection = $1 and owner = $2";
    private static final String COMPARED =
            "update engine.rebuild set compared = $3 where projection = $1 and owner = $2";
    private static final String FAILED_ONCE =
            "update engine.rebuild set attempts = $3, error = $4 where projection = $1 and owner = $2";
    private static final String END =
            "update engine.rebuild set state = $2, error = $3, events_per_second = 0, finished_at = now() where projection = $1 and "
                    + RUNNING;
    private static final String HELD =
            "select 1 from engine.rebuild where projection = $1 and owner = $2 and " + RUNNING;
    private static final String SELECT =
            "select projection, state, version, events_done, events_total, events_per_second, started_by, reason,"
                    + " started_at, finished_at, compared, error from engine.rebuild";

    private static final int LONGEST_ERROR = 2_000;

    private RebuildTable() {}

    /// A rebuild this instance shall do; `version` is what was built so far.
    record Claimed(Phase phase, int version, int attempts) {}

    /// Answers whether it was begun: not while one is running, nor (unless `always`) when that version serves already.
    static Uni<Boolean> start(
            SqlClient client, Projection projection, String actor, String reason, boolean always) {
        return client.preparedQuery(START)
                .execute(Tuple.of(projection.name(), projection.version(), actor, reason, always))
                .map(rows -> rows.rowCount() == 1);
    }

    static Uni<Optional<Claimed>> claim(
            SqlClient client, Projection projection, String owner, long leaseMillis) {
        return client.preparedQuery(CLAIM)
                .execute(Tuple.of(projection.name(), projection.version(), owner, leaseMillis))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(
                                new Claimed(
                                        Phase.read(row.getString(0)),
                                        row.getInteger(1),
                                        row.getInteger(2)));
                    }
                    return Optional.empty();
                });
    }

    /// Answers whether the rebuild is still this owner's.
    static Uni<Boolean> renew(
            SqlClient client,
            String projection,
            String owner,
            long leaseMillis,
            LogLoader.Progress progress) {
        return client.preparedQuery(RENEW)
                .execute(
                        Tuple.of(
                                projection,
                                owner,
                                leaseMillis,
                                progress.done(),
                                progress.total(),
                                progress.perSecond()))
                .map(rows -> rows.rowCount() == 1);
    }

    static Uni<Void> release(SqlClient client, String owner) {
        return client.preparedQuery(RELEASE).execute(Tuple.of(owner)).replaceWithVoid();
    }

    static Uni<Boolean> enter(SqlClient client, String projection, String owner, Phase phase) {
        return client.preparedQuery(ENTER)
                .execute(Tuple.of(projection, owner, phase.stored()))
                .map(rows -> rows.rowCount() == 1);
    }

    /// What was built so far was of another version, and is gone.
    static Uni<Void> anew(SqlClient client, Projection projection, String owner) {
        return client.preparedQuery(ANEW)
                .execute(Tuple.of(projection.name(), owner, projection.version()))
                .replaceWithVoid();
    }

    static Uni<Void> compared(
            SqlClient client, String projection, String owner, Comparison comparison) {
        return client.preparedQuery(COMPARED)
                .execute(Tuple.of(projection, owner, comparison.toJson()))
                .replaceWithVoid();
    }

    static Uni<Void> failedOnce(
            SqlClient client, String projection, String owner, int attempts, String error) {
        return client.preparedQuery(FAILED_ONCE)
                .execute(Tuple.of(projection, owner, attempts, shortened(error)))
                .replaceWithVoid();
    }

    /// Answers whether one was running.
    static Uni<Boolean> end(
            SqlClient client, String projection, Phase phase, @Nullable String error) {
        return client.preparedQuery(END)
                .execute(
                        Tuple.of(
                                projection,
                                phase.stored(),
                                error == null ? null : shortened(error)))
                .map(rows -> rows.rowCount() == 1);
    }

    static Uni<Boolean> isHeld(SqlClient client, String projection, String owner) {
        return client.preparedQuery(HELD)
                .execute(Tuple.of(projection, owner))
                .map(rows -> rows.size() == 1);
    }

    static Uni<List<RebuildStatus>> all(SqlClient client) {
        return client.preparedQuery(SELECT + " order by projection")
                .execute()
                .map(RebuildTable::read);
    }

    static Uni<Optional<RebuildStatus>> one(SqlClient client, String projection) {
        return client.preparedQuery(SELECT + " where projection = $1")
                .execute(Tuple.of(projection))
                .map(rows -> read(rows).stream().findFirst());
    }

    private static List<RebuildStatus> read(RowSet<Row> rows) {
        List<RebuildStatus> all = new ArrayList<>();
        for (Row row : rows) {
            OffsetDateTime finished = row.getOffsetDateTime("finished_at");
            String compared = row.getString("compared");
            all.add(
                    new RebuildStatus(
                            row.getString("projection"),
                            Phase.read(row.getString("state")),
                            row.getInteger("version"),
                            row.getLong("events_done"),
                            row.getLong("events_total"),
                            row.getDouble("events_per_second"),
                            row.getString("started_by"),
                            row.getString("reason"),
                            row.getOffsetDateTime("started_at").toInstant(),
                            finished == null ? null : finished.toInstant(),
                            compared == null ? null : Comparison.read(compared),
                            row.getString("error")));
        }
        return all;
    }

    private static String shortened(String error) {
        String plain = error.replace('\0', ' ');
        return plain.length() > LONGEST_ERROR ? plain.substring(0, LONGEST_ERROR) : plain;
    }
}
