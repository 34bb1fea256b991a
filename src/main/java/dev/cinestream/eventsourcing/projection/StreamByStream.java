package dev.cinestream.eventsourcing.projection;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.quarantine.Quarantine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Applies a batch that failed as a whole by halving it, under savepoints, until the streams that cannot be applied are
/// found; those are parked.
final class StreamByStream {

    private final SqlConnection connection;
    private final Generation generation;
    private final Quarantine quarantine;
    private final Map<UUID, Recorded> recorded;

    /// @param recorded the stored form of each event, by event id, for parking
    StreamByStream(
            SqlConnection connection,
            Generation generation,
            Quarantine quarantine,
            Map<UUID, Recorded> recorded) {
        this.connection = connection;
        this.generation = generation;
        this.quarantine = quarantine;
        this.recorded = recorded;
    }

    Uni<Void> apply(List<Envelope<?>> events) {
        Map<UUID, List<Envelope<?>>> byStream = new LinkedHashMap<>();
        for (Envelope<?> each : events) {
            byStream.computeIfAbsent(each.metadata().streamId(), _ -> new ArrayList<>()).add(each);
        }
        return applyStreams(List.copyOf(byStream.values()));
    }

    private Uni<Void> applyStreams(List<List<Envelope<?>>> streams) {
        return execute("savepoint stream_by_stream")
                .chain(() ->
                        generation.projection().apply(connection, generation.name(), flat(streams)))
                .chain(() -> execute("release savepoint stream_by_stream"))
                .onFailure(failure -> !Trouble.passes(failure))
                .recoverWithUni(failure ->
                        execute("rollback to savepoint stream_by_stream")
                                .chain(() -> halve(streams, failure)));
    }

    private Uni<Void> halve(List<List<Envelope<?>>> streams, Throwable failure) {
        if (streams.size() == 1) {
            return park(streams.getFirst(), failure);
        }
        int middle = streams.size() / 2;
        return applyStreams(streams.subList(0, middle))
                .chain(() -> applyStreams(streams.subList(middle, streams.size())));
    }

    private Uni<Void> park(List<Envelope<?>> stream, Throwable failure) {
        List<Recorded> events =
                stream.stream().map(each -> recorded.get(each.metadata().id())).toList();
        return quarantine
                .park(connection, generation.name(), stream.getFirst().metadata(), failure)
                .chain(() -> quarantine.queue(connection, generation.name(), events));
    }

    private static List<Envelope<?>> flat(Collection<List<Envelope<?>>> streams) {
        List<Envelope<?>> all = new ArrayList<>();
        streams.forEach(all::addAll);
        return all;
    }

    private Uni<Void> execute(String sql) {
        return connection.query(sql).execute().replaceWithVoid();
    }
}
