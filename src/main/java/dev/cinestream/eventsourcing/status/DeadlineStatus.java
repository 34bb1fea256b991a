package dev.cinestream.eventsourcing.status;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Whether deadlines pass when they are due.
@ApplicationScoped
public class DeadlineStatus {

    /// Due deadlines that are counted; more are as bad.
    static final int COUNTED = 10_000;

    private static final String DUE =
            """
            select count(*) as due, coalesce(extract(epoch from clock_timestamp() - min(due_at)) * 1000, 0)::bigint as late_millis
            from (select due_at from deadlines.running where due_at <= clock_timestamp() order by due_at limit $1) d\
            """;

    private final Pool pool;

    public DeadlineStatus(Pool pool) {
        this.pool = pool;
    }

    /// @param due how many should have passed, [#COUNTED] or more told as [#COUNTED]
    /// @param late how long ago the first of them was due; zero when there is none
    public record Due(long due, Duration late) {}

    public Uni<Due> due() {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(COUNTED))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Due(
                            row.getLong("due"), Duration.ofMillis(row.getLong("late_millis")));
                });
    }
}
