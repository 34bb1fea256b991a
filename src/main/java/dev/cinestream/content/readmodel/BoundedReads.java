package dev.cinestream.content.readmodel;

import dev.cinestream.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How the catalog's queries reach Postgres: so many at once, and each for so long. What is beyond is told to come again,
/// rather than that all become slower and slower and the commands, which share the pool, with them.
@ApplicationScoped
public class BoundedReads {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String BUSY = "catalog-busy";
    private static final String CANCELLED = "57014";

    private final Pool pool;
    private final int most;
    private final String settings;
    private final AtomicInteger running = new AtomicInteger();

    BoundedReads(
            Pool pool,
            @ConfigProperty(name = "cinestream.catalog.read-time.millis", defaultValue = "2000")
                    long millis,
            @ConfigProperty(name = "cinestream.catalog.reads.max", defaultValue = "512") int most) {
        this.pool = pool;
        this.most = most;
        this.settings = "set local statement_timeout = " + millis;
    }

    Uni<RowSet<Row>> rows(Query query) {
        return rows(query, "");
    }

    /// @param more settings of the query's transaction
    Uni<RowSet<Row>> rows(Query query, String more) {
        return bounded(() -> pool.withTransaction(c -> run(c, query, settings + ";" + more)))
                .onFailure(BoundedReads::wasCancelled)
                .transform(_ -> busy("This takes too long now; a narrower question may not."));
    }

    <T> Uni<T> bounded(Supplier<Uni<T>> read) {
        return Uni.createFrom()
                .deferred(() -> {
                    if (running.incrementAndGet() > most) {
                        running.decrementAndGet();
                        return Uni.createFrom().failure(busy("Too much is asked for at once."));
                    }
                    return read.get().onTermination().invoke(running::decrementAndGet);
                });
    }

    static boolean isBusy(Throwable failure) {
        return failure instanceof ProblemException e && BUSY.equals(e.problem().code());
    }

    private static ProblemException busy(String detail) {
        return ProblemException.unavailable(BUSY, detail, RETRY_AFTER);
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, Query query, String settings) {
        return connection
                .query(settings)
                .execute()
                .chain(() -> connection.preparedQuery(query.sql()).execute(query.values()));
    }

    private static boolean wasCancelled(Throwable failure) {
        return failure instanceof PgException e && CANCELLED.equals(e.getSqlState());
    }
}
