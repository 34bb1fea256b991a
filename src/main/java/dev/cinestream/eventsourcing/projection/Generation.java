package dev.cinestream.eventsourcing.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.concurrent.Executor;

/// One set of a projection's tables that is being written: the serving one, or the next one that a rebuild fills beside it.
///
/// @param name of its schema, and of the consumer whose inbox and quarantine are its
/// @param settings statements that begin each of its transactions, after `begin;`
/// @param guard runs first in each of its transactions; fails when this code may not write it, or not any more
/// @param thread where events are turned into statements
public record Generation(
        Projection projection, String name, String settings, Guard guard, Executor thread) {

    private static final String SERVING =
            "select version from engine.projection where name = $1 for share";

    /// What must hold while a generation is written.
    public interface Guard {
        Uni<?> check(SqlConnection connection);
    }

    /// The one that queries see. Only code of its own version writes it: the tables of another may be others.
    public static Generation serving(Projection projection) {
        return new Generation(
                projection,
                projection.name(),
                "",
                connection -> checkVersion(connection, projection),
                Runnable::run);
    }

    boolean isServing() {
        return name.equals(projection.name());
    }

    private static Uni<Void> checkVersion(SqlConnection connection, Projection projection) {
        return connection
                .preparedQuery(SERVING)
                .execute(Tuple.of(projection.name()))
                .invoke(rows -> {
                    int there = rows.iterator().next().getInteger(0);
                    if (there != projection.version()) {
                        throw new OtherVersionException(projection, there);
                    }
                })
                .replaceWithVoid();
    }

    /// The serving generation waits for the rebuild that brings it to this code's version (or for newer code).
    public static final class OtherVersionException extends RuntimeException {
        OtherVersionException(Projection projection, int there) {
            super(
                    "%s serves version %d, and this code writes version %d"
                            .formatted(projection.name(), there, projection.version()),
                    null,
                    false,
                    false);
        }
    }
}
