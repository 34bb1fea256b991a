package dev.cinestream.eventsourcing.quarantine;

import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Parks streams: a poison event and all of its stream's events after it wait here, in order; every other stream goes on.
@ApplicationScoped
public class Quarantine {

    private static final int LONGEST_ERROR = 2_000;
    private static final String PARKED =
            "select stream_id from engine.quarantine_stream where consumer = $1 and stream_id = any($2::uuid[]) for share";
    private static final String PARK =
            """
            insert into engine.quarantine_stream as q (consumer, category, stream_id, error) values ($1, $2, $3, $4)
            on conflict (consumer, category, stream_id) do update set error = excluded.error, attempts = q.attempts + 1\
            """;
    private static final String QUEUE =
            """
            insert into engine.quarantine_event (consumer, category, stream_id, revision, event)
            select $1, * from unnest($2::text[], $3::uuid[], $4::bigint[], $5::bytea[]) on conflict do nothing\
            """;

    /// Which of these streams are parked for the consumer.
    public Uni<Set<UUID>> parked(SqlClient client, String consumer, Collection<UUID> streams) {
        return client.preparedQuery(PARKED)
                .execute(Tuple.of(consumer, streams.toArray(UUID[]::new)))
                .map(rows -> {
                    Set<UUID> parked = new HashSet<>();
                    for (Row row : rows) {
                        parked.add(row.getUUID(0));
                    }
                    return parked;
                });
    }

    /// Parks the stream of an event that could not be applied.
    public Uni<Void> park(SqlClient client, String consumer, Metadata event, Throwable cause) {
        String error = "%s revision %d: %s".formatted(event.type(), event.revision(), cause);
        String shortened =
                error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
        return client.preparedQuery(PARK)
                .execute(
                        Tuple.of(
                                consumer,
                                event.category(),
                                event.streamId(),
                                shortened.replace('\0', ' ')))
                .replaceWithVoid();
    }

    /// Adds events behind their parked streams.
    public Uni<Void> queue(SqlClient client, String consumer, List<Recorded> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return client.preparedQuery(QUEUE)
                .execute(
                        Tuple.of(
                                consumer,
                                events.stream()
                                        .map(e -> e.metadata().category())
                                        .toArray(String[]::new),
                                events.stream()
                                        .map(e -> e.metadata().streamId())
                                        .toArray(UUID[]::new),
                                events.stream()
                                        .map(e -> e.metadata().revision())
                                        .toArray(Long[]::new),
                                events.stream()
                                        .map(e -> Buffer.buffer(OutboxRow.encode(List.of(e))))
                                        .toArray(Buffer[]::new)))
                .replaceWithVoid();
    }
}
