package dev.cinestream.eventsourcing.integrity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cinestream.eventsourcing.integrity.LogScan.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `engine.log_scan`: which scan runs, how far it is, and what the last ones said.
final class ScanTable {

    /// How long a scan counts as running without a sign of life.
    static final int LEASE_SECONDS = 15;

    private static final int KEPT = 100;
    private static final String FIELDS =
            "scan_id, actor, state, categories, records_done, records_total, started_at, finished_at, report, error";
    private static final String BURY =
            """
            update engine.log_scan set state = 'failed', finished_at = now(), error = 'its instance went away'
            where state = 'running' and expires_at < clock_timestamp()\
            """;
    private static final String BEGIN =
            """
            insert into engine.log_scan (scan_id, actor, state, categories, expires_at)
            values ($1, $2, 'running', $3, clock_timestamp() + $4 * interval '1 second')
            on conflict (state) where state = 'running' do nothing\
            """;
    private static final String FORGET =
            """
            delete from engine.log_scan where started_at < (
                select started_at from engine.log_scan order by started_at desc offset $1 limit 1)\
            """;
    private static final String RENEW =
            """
            update engine.log_scan set records_done = $2, records_total = $3,
                expires_at = clock_timestamp() + $4 * interval '1 second'
            where scan_id = $1 and state = 'running' returning cancel\
            """;
    private static final String END =
            """
            update engine.log_scan set state = $2, report = $3, error = $4, finished_at = now()
            where scan_id = $1 and state = 'running'\
            """;
    private static final String CANCEL =
            "update engine.log_scan set cancel = true where scan_id = $1 and state = 'running'";

    private final Pool pool;
    private final ObjectMapper json = JsonMapper.builder().build();

    ScanTable(Pool pool) {
        this.pool = pool;
    }

    /// False when another one runs.
    Uni<Boolean> begin(UUID id, String actor, Collection<String> categories) {
        return pool.query(BURY)
                .execute()
                .chain(() ->
                        pool.preparedQuery(BEGIN)
                                .execute(
                                        Tuple.of(
                                                id,
                                                actor,
                                                categories.toArray(String[]::new),
                                                LEASE_SECONDS)))
                .call(() -> pool.preparedQuery(FORGET).execute(Tuple.of(KEPT)))
                .map(begun -> begun.rowCount() == 1);
    }

    /// Says that the scan lives, and how far it is; false when it is to stop.
    Uni<Boolean> renew(UUID id, long done, long total) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(id, done, total, LEASE_SECONDS))
                .map(rows -> {
                    for (Row row : rows) {
                        return !row.getBoolean(0);
                    }
                    return false;
                });
    }

    Uni<Void> end(UUID id, State state, @Nullable ScanReport report, @Nullable String error) {
        return pool.preparedQuery(END)
                .execute(
                        Tuple.of(
                                id,
                                state.name().toLowerCase(Locale.ROOT),
                                report == null ? null : write(report),
                                error))
                .replaceWithVoid();
    }

    Uni<Boolean> cancel(UUID id) {
        return pool.preparedQuery(CANCEL)
                .execute(Tuple.of(id))
                .map(updated -> updated.rowCount() == 1);
    }

    Uni<Optional<LogScan>> find(UUID id) {
        return pool.preparedQuery("select " + FIELDS + " from engine.log_scan where scan_id = $1")
                .execute(Tuple.of(id))
                .map(rows -> read(rows).stream().findFirst());
    }

    Uni<List<LogScan>> latest(int most) {
        return pool.preparedQuery(
                        "select "
                                + FIELDS
                                + " from engine.log_scan order by started_at desc limit $1")
                .execute(Tuple.of(most))
                .map(this::read);
    }

    private List<LogScan> read(RowSet<Row> rows) {
        List<LogScan> scans = new ArrayList<>();
        for (Row row : rows) {
            String report = row.getString("report");
            scans.add(
                    new LogScan(
                            row.getUUID("scan_id"),
                            row.getString("actor"),
                            State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                            List.of(row.getArrayOfStrings("categories")),
                            row.getLong("records_done"),
                            row.getLong("records_total"),
                            row.getOffsetDateTime("started_at").toInstant(),
                            instant(row.getOffsetDateTime("finished_at")),
                            report == null ? null : parse(report),
                            row.getString("error")));
        }
        return scans;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private String write(ScanReport report) {
        try {
            return json.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that is no JSON", e);
        }
    }

    private ScanReport parse(String report) {
        try {
            return json.readValue(report, ScanReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("engine.log_scan has a report of another shape", e);
        }
    }
}
