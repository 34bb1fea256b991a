package dev.cinestream.eventsourcing.quarantine;

import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.outbox.OutboxRow;
import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import dev.cinestream.eventsourcing.projection.Projections;
import dev.cinestream.eventsourcing.schema.EventCodec;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Parks streams: a poison event and all of its stream's events after it wait here, in order; every other stream goes on.
/// Support looks at them, and redrives or discards.
///
/// Who applies a batch holds the rows of its parked streams `for share`; a redrive takes the row `for update`. So an event
/// that arrives meanwhile either queues behind, in time to be redriven, or finds its stream free.
@ApplicationScoped
public class Quarantine {

    private static final Logger LOG = Logger.getLogger(Quarantine.class);
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

    private static final String DISCARDED =
            """
            select d.event_id from engine.quarantine_discard d
            where d.consumer = $1 and d.stream_id = any($2::uuid[])\
            """;
    private static final String LIST =
            """
            select consumer, category, stream_id, error, attempts, parked_at,
                (select count(*) from engine.quarantine_event e
                 where e.consumer = s.consumer and e.category = s.category and e.stream_id = s.stream_id) as events
            from engine.quarantine_stream s
            where ($1::text is null or consumer = $1) and (parked_at, stream_id, consumer) > ($2, $3, $4)
            order by parked_at, stream_id, consumer limit $5\
            """;
    private static final String EVENTS =
            """
            select event from engine.quarantine_event
            where consumer = $1 and stream_id = $2 and revision > $3 order by revision limit $4\
            """;
    private static final ParkedStream.Key FIRST =
            new ParkedStream.Key(Instant.EPOCH, new UUID(0, 0), "");

    private final Pool pool;
    private final Decoder decoder;
    private final EventCodec codec;
    private final Redrive redrive;

    public Quarantine(
            Pool pool,
            Decoder decoder,
            Aggregates aggregates,
            Projections projections,
            ParkedReactions reactions) {
        this.pool = pool;
        this.decoder = decoder;
        this.codec = aggregates.codec();
        this.redrive = new Redrive(pool, decoder, projections, reactions);
    }

    /// A page of what is parked, longest first.
    ///
    /// @param consumer a projection's or a policy's name, or null for all
    /// @param after the last row of the page before
    public Uni<List<ParkedStream>> list(
            @Nullable String consumer, ParkedStream.@Nullable Key after, int limit) {
        ParkedStream.Key from = after == null ? FIRST : after;
        return pool.preparedQuery(LIST)
                .execute(
                        Tuple.of(
                                consumer,
                                from.parkedAt().atOffset(ZoneOffset.UTC),
                                from.streamId(),
                                from.consumer(),
                                limit))
                .map(rows -> {
                    List<ParkedStream> streams = new ArrayList<>();
                    for (Row row : rows) {
                        streams.add(
                                new ParkedStream(
                                        row.getString(0),
                                        row.getString(1),
                                        row.getUUID(2),
                                        row.getString(3),
                                        row.getInteger(4),
                                        row.getOffsetDateTime(5).toInstant(),
                                        row.getLong(6)));
                    }
                    return streams;
                });
    }

    /// What waits in a parked stream, in order; the first is the one that failed, or came with it in one batch.
    ///
    /// @param after the last revision of the page before, or 0
    public Uni<List<ParkedEvent>> events(String consumer, UUID stream, long after, int limit) {
        return pool.preparedQuery(EVENTS)
                .execute(Tuple.of(consumer, stream, after, limit))
                .map(Quarantine::recorded)
                .chain(decoder::decode)
                .map(decoded -> decoded.stream().map(this::shown).toList());
    }

    /// Applies what is parked, in order. On success the stream is free; otherwise it stays, with the new error, from the
    /// event on that failed.
    public Uni<Redriven> redrive(String consumer, UUID stream, String actor) {
        LOG.infof("%s redrives stream %s of %s", actor, stream, consumer);
        return redrive.run(consumer, stream, null);
    }

    /// Gives up the one event that cannot be applied, remembers that, and redrives the rest. What lies before the poison is
    /// applied, not dropped; when nothing fails any more, nothing is dropped.
    public Uni<Redriven> discard(String consumer, UUID stream, String actor, String reason) {
        LOG.warnf("%s discards the poison event of stream %s of %s", actor, stream, consumer);
        return redrive.run(consumer, stream, new Redrive.GivenUp(actor, reason));
    }

    /// Ids of the events of these streams that were given up, for whoever reads the log anew.
    public Uni<Set<UUID>> discarded(SqlClient client, String consumer, Collection<UUID> streams) {
        return client.preparedQuery(DISCARDED)
                .execute(Tuple.of(consumer, streams.toArray(UUID[]::new)))
                .map(Quarantine::ids);
    }

    private ParkedEvent shown(Decoded decoded) {
        return switch (decoded) {
            case Decoded.Clear(Recorded recorded, Envelope<?> envelope) ->
                    new ParkedEvent(
                            recorded.metadata(),
                            codec.readable(envelope.event(), envelope.event().getClass()),
                            null);
            case Decoded.Unreadable(Recorded recorded, RuntimeException cause) ->
                    new ParkedEvent(recorded.metadata(), null, cause.getMessage());
        };
    }

    /// The events as [#queue] wrote them, one a row.
    static List<Recorded> recorded(RowSet<Row> rows) {
        List<Recorded> recorded = new ArrayList<>();
        for (Row row : rows) {
            recorded.addAll(OutboxRow.decode(0, 0, row.getBuffer(0).getBytes()).events());
        }
        return recorded;
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        Set<UUID> ids = new HashSet<>();
        for (Row row : rows) {
            ids.add(row.getUUID(0));
        }
        return ids;
    }

    /// Which of these streams are parked for the consumer.
    public Uni<Set<UUID>> parked(SqlClient client, String consumer, Collection<UUID> streams) {
        return client.preparedQuery(PARKED)
                .execute(Tuple.of(consumer, streams.toArray(UUID[]::new)))
                .map(Quarantine::ids);
    }

    /// Parks the stream of an event that could not be applied.
    public Uni<Void> park(SqlClient client, String consumer, Metadata event, Throwable cause) {
        return client.preparedQuery(PARK)
                .execute(
                        Tuple.of(consumer, event.category(), event.streamId(), error(event, cause)))
                .replaceWithVoid();
    }

    /// What is kept of a failure.
    static String error(Metadata event, Throwable cause) {
        String error = "%s revision %d: %s".formatted(event.type(), event.revision(), cause);
        return (error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error)
                .replace('\0', ' ');
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
