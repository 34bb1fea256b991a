package dev.cinestream.eventsourcing.projection;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/// Tells trouble that passes (with Postgres, or with who may write) from an event that cannot be applied.
public final class Trouble {

    private static final Logger LOG = Logger.getLogger(Trouble.class);

    /// SQLSTATE classes: connection, transaction rollback, resources, object in use, operator intervention, system, internal.
    private static final Set<String> PASSING =
            Set.of("08", "40", "53", "55", "57", "58", "XX", "25");

    private Trouble() {}

    public static boolean passes(Throwable failure) {
        return switch (failure) {
            case PgException e ->
                    e.getSqlState() == null || PASSING.contains(e.getSqlState().substring(0, 2));
            case TimeoutException _, IOException _, VertxException _, NoStackTraceThrowable _ ->
                    true;
            case Generation.OtherVersionException _, CancellationException _ -> true;
            default -> failure.getCause() != null && passes(failure.getCause());
        };
    }

    /// Rolls back so that the connection may go back to the pool; a broken one is thrown away by the pool.
    public static Uni<Void> abandon(SqlConnection connection) {
        return connection
                .query("rollback")
                .execute()
                .ifNoItem()
                .after(Duration.ofSeconds(1))
                .fail()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("rollback failed: %s", failure))
                .onFailure()
                .recoverWithNull()
                .chain(connection::close);
    }
}
