package dev.cinestream.eventsourcing.quarantine;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.Trouble;
import dev.cinestream.eventsourcing.quarantine.Applied.Poison;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/// Applies events of one stream up to the first that cannot be, which it finds by halving under savepoints.
final class UpToPoison {

    private UpToPoison() {}

    static Uni<Applied> apply(
            SqlConnection connection, Projection projection, List<Decoded> decoded) {
        List<Envelope<?>> readable = new ArrayList<>();
        for (Decoded each : decoded) {
            switch (each) {
                case Decoded.Clear clear -> readable.add(clear.envelope());
                case Decoded.Unreadable bad -> {
                    Poison poison = Poison.of(bad.recorded().metadata(), bad.cause());
                    return applyClear(connection, projection, readable)
                            .map(so -> so.poison() == null ? new Applied(so.count(), poison) : so);
                }
            }
        }
        return applyClear(connection, projection, readable);
    }

    private static Uni<Applied> applyClear(
            SqlConnection connection, Projection projection, List<Envelope<?>> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(new Applied(0, null));
        }
        return connection
                .query("savepoint redrive")
                .execute()
                .chain(() -> projection.apply(connection, projection.name(), events))
                .chain(() -> connection.query("release savepoint redrive").execute())
                .map(_ -> new Applied(events.size(), null))
                .onFailure(failure -> !Trouble.passes(failure))
                .recoverWithUni(failure ->
                        connection
                                .query("rollback to savepoint redrive; release savepoint redrive")
                                .execute()
                                .chain(() -> halve(connection, projection, events, failure)));
    }

    private static Uni<Applied> halve(
            SqlConnection connection,
            Projection projection,
            List<Envelope<?>> events,
            Throwable failure) {
        if (events.size() == 1) {
            return Uni.createFrom().item(Applied.until(0, events.getFirst().metadata(), failure));
        }
        int middle = events.size() / 2;
        return applyClear(connection, projection, events.subList(0, middle))
                .chain(first ->
                        first.poison() != null
                                ? Uni.createFrom().item(first)
                                : applyClear(
                                                connection,
                                                projection,
                                                events.subList(middle, events.size()))
                                        .map(second ->
                                                new Applied(
                                                        middle + second.count(), second.poison())));
    }
}
