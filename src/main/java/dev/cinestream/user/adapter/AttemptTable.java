package dev.cinestream.user.adapter;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/// `identity.attempt`: attempts by what they are about, so that all instances count together.
@ApplicationScoped
public class AttemptTable {

    private static final String READ =
            """
            select greatest(0, failures - floor(extract(epoch from now() - last_at) / $2::bigint))::integer as number,
                (extract(epoch from now() - last_at) * 1000)::bigint as millis
            from identity.attempt where about = $1\
            """;
    private static final String COUNT_UNLESS_TOO_SOON =
            """
            insert into identity.attempt as a (about, failures, last_at) values ($1, 1, now())
            on conflict (about) do update set last_at = now(),
                failures = greatest(0, a.failures - floor(extract(epoch from now() - a.last_at) / $2::bigint))::integer + 1
            where greatest(0, a.failures - floor(extract(epoch from now() - a.last_at) / $2::bigint)) < $3::integer
                or extract(epoch from now() - a.last_at) >= least($5::bigint, $4::bigint * power(2,
                    least(20, greatest(0, a.failures - floor(extract(epoch from now() - a.last_at) / $2::bigint)) - $3::integer)))\
            """;
    private static final String FORGIVE =
            "update identity.attempt set failures = greatest(0, failures - 1) where about = $1";
    private static final String RESET = "delete from identity.attempt where about = $1";
    private static final String FORGET =
            "delete from identity.attempt where last_at < now() - make_interval(secs => $1)";

    private final Pool pool;

    AttemptTable(Pool pool) {
        this.pool = pool;
    }

    /// @param number that still count
    /// @param ago how long ago the last one was
    public record Failures(int number, Duration ago) {}

    public Uni<Optional<Failures>> read(byte[] about, Duration oneForgottenEvery) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(Buffer.buffer(about), oneForgottenEvery.toSeconds()))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(
                                new Failures(
                                        row.getInteger("number"),
                                        Duration.ofMillis(row.getLong("millis"))));
                    }
                    return Optional.empty();
                });
    }

    /// Counts one, unless it comes too soon after those before; in one step, so that of many at once none slips through.
    ///
    /// @param free so many need not wait
    /// @param firstWait of the one after those; doubled for each further one
    public Uni<Boolean> countUnlessTooSoon(
            byte[] about,
            Duration oneForgottenEvery,
            int free,
            Duration firstWait,
            Duration longestWait) {
        return pool.preparedQuery(COUNT_UNLESS_TOO_SOON)
                .execute(
                        Tuple.of(
                                Buffer.buffer(about),
                                oneForgottenEvery.toSeconds(),
                                free,
                                firstWait.toSeconds(),
                                longestWait.toSeconds()))
                .map(done -> done.rowCount() > 0);
    }

    /// One that was counted should not have been.
    public Uni<Void> forgive(byte[] about) {
        return pool.preparedQuery(FORGIVE)
                .execute(Tuple.of(Buffer.buffer(about)))
                .replaceWithVoid();
    }

    public Uni<Void> reset(byte[] about) {
        return pool.preparedQuery(RESET).execute(Tuple.of(Buffer.buffer(about))).replaceWithVoid();
    }

    public Uni<Void> forget(Duration after) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of((double) after.toSeconds()))
                .replaceWithVoid();
    }
}
