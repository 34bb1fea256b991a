package dev.cinestream.eventsourcing.quarantine;

import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import dev.cinestream.eventsourcing.projection.Generation;
import dev.cinestream.eventsourcing.projection.Projections;
import dev.cinestream.eventsourcing.projection.Trouble;
import dev.cinestream.eventsourcing.quarantine.Applied.Poison;
import dev.cinestream.eventsourcing.quarantine.Redriven.Discarded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Applies a parked stream, a bounded piece a transaction, so that the consumer it belongs to waits for one piece at most.
/// In each: lock the stream, apply as far as it goes, take that out of the queue, say what stopped it.
final class Redrive {

    private static final int PIECE = 200;
    private static final long PIECE_BYTES = 8L << 20;
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PIECE_AT_MOST = Duration.ofSeconds(30);
    private static final String LOCK =
            "select category from engine.quarantine_stream where consumer = $1 and stream_id = $2 for update";
    private static final String NEXT =
            """
            select event from (
                select event, revision, sum(octet_length(event)) over (order by revision) - octet_length(event) as bytes_before
                from engine.quarantine_event where consumer = $1 and stream_id = $2 order by revision limit $3) n
            where bytes_before < $4 order by revision\
            """;
    private static final String TAKE_OUT =
            "delete from engine.quarantine_event where consumer = $1 and stream_id = $2 and revision <= $3";
    private static final String FREE =
            """
            delete from engine.quarantine_stream s where consumer = $1 and stream_id = $2 and not exists (
                select from engine.quarantine_event e where e.consumer = s.consumer and e.stream_id = s.stream_id)\
            """;
    private static final String FAILED =
            "update engine.quarantine_stream set error = $3, attempts = attempts + 1 where consumer = $1 and stream_id = $2";
    private static final String DISCARD =
            """
            insert into engine.quarantine_discard (consumer, category, stream_id, revision, event_id, error, actor, reason)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing\
            """;

    private final Pool pool;
    private final Decoder decoder;
    private final Projections projections;
    private final ParkedReactions reactions;

    Redrive(Pool pool, Decoder decoder, Projections projections, ParkedReactions reactions) {
        this.pool = pool;
        this.decoder = decoder;
        this.projections = projections;
        this.reactions = reactions;
    }

    /// Who gives an event up, and why.
    record GivenUp(String actor, String reason) {}

    private record So(
            String consumer,
            UUID stream,
            @Nullable GivenUp givenUp,
            int applied,
            @Nullable Discarded discarded) {

        So after(int more, @Nullable Discarded given) {
            return new So(
                    consumer, stream, givenUp, applied + more, given == null ? discarded : given);
        }
    }

    /// A piece is done; null when there is more to do.
    private record Done(So so, @Nullable Redriven end) {}

    /// @throws IllegalArgumentException when there is no such consumer
    Uni<Redriven> run(String consumer, UUID stream, @Nullable GivenUp givenUp) {
        return pieces(new So(consumer, stream, givenUp, 0, null), 1);
    }

    private Uni<Redriven> pieces(So so, int attempt) {
        return pool.getConnection()
                .chain(connection -> inTransaction(connection, so))
                .onItemOrFailure()
                .transformToUni((done, failure) -> {
                    if (failure != null) {
                        return attempt < TRIES && Trouble.passes(failure)
                                ? Uni.createFrom()
                                        .voidItem()
                                        .onItem()
                                        .delayIt()
                                        .by(PAUSE)
                                        .chain(() -> pieces(so, attempt + 1))
                                : Uni.createFrom().failure(failure);
                    }
                    return done.end() == null
                            ? pieces(done.so(), 1)
                            : Uni.createFrom().item(done.end());
                });
    }

    private Uni<Done> inTransaction(SqlConnection connection, So so) {
        return connection
                .query("begin")
                .execute()
                .chain(() -> checkWriter(connection, so.consumer()))
                .chain(() ->
                        connection
                                .preparedQuery(LOCK)
                                .execute(Tuple.of(so.consumer(), so.stream())))
                .chain(locked -> {
                    for (Row row : locked) {
                        return piece(connection, so, row.getString(0));
                    }
                    return Uni.createFrom().item(new Done(so, free(so)));
                })
                .call(() -> connection.query("commit").execute())
                .ifNoItem()
                .after(PIECE_AT_MOST)
                .fail()
                .onFailure()
                .call(() -> Trouble.abandon(connection))
                .call(connection::close);
    }

    private static Redriven free(So so) {
        return so.applied() == 0 && so.discarded() == null
                ? new Redriven.NotParked()
                : new Redriven.Free(so.applied(), so.discarded());
    }

    private Uni<Done> piece(SqlConnection connection, So so, String category) {
        return connection
                .preparedQuery(NEXT)
                .execute(Tuple.of(so.consumer(), so.stream(), PIECE, PIECE_BYTES))
                .map(Quarantine::recorded)
                .chain(decoder::decode)
                .chain(decoded ->
                        apply(connection, so.consumer(), decoded)
                                .chain(applied ->
                                        settle(connection, so, category, decoded, applied)));
    }

    private Uni<?> checkWriter(SqlConnection connection, String consumer) {
        return reactions.areOf(consumer)
                ? Uni.createFrom().voidItem()
                : Generation.serving(projections.of(consumer)).guard().check(connection);
    }

    private Uni<Applied> apply(SqlConnection connection, String consumer, List<Decoded> decoded) {
        return reactions.areOf(consumer)
                ? reactions.apply(consumer, decoded)
                : UpToPoison.apply(connection, projections.of(consumer), decoded);
    }

    private Uni<Done> settle(
            SqlConnection connection,
            So so,
            String category,
            List<Decoded> decoded,
            Applied applied) {
        Poison poison = applied.poison();
        GivenUp givenUp = so.discarded() == null ? so.givenUp() : null;
        if (poison != null && givenUp == null) {
            return takeOut(connection, so, decoded, applied.count())
                    .chain(() ->
                            connection
                                    .preparedQuery(FAILED)
                                    .execute(Tuple.of(so.consumer(), so.stream(), poison.error())))
                    .map(_ -> new Done(so, stillParked(so.after(applied.count(), null), poison)));
        }
        if (poison != null && givenUp != null) {
            var discarded =
                    new Discarded(
                            poison.event().id(),
                            poison.event().type(),
                            poison.event().revision(),
                            poison.error());
            return discard(connection, so, category, givenUp, discarded)
                    .chain(() -> takeOut(connection, so, decoded, applied.count() + 1))
                    .chain(() -> freeIfEmpty(connection, so.after(applied.count(), discarded)));
        }
        return takeOut(connection, so, decoded, applied.count())
                .chain(() -> freeIfEmpty(connection, so.after(applied.count(), null)));
    }

    private static Redriven stillParked(So so, Poison poison) {
        return new Redriven.StillParked(
                so.applied(), so.discarded(), poison.event().revision(), poison.error());
    }

    private static Uni<Void> discard(
            SqlConnection connection,
            So so,
            String category,
            GivenUp givenUp,
            Discarded discarded) {
        return connection
                .preparedQuery(DISCARD)
                .execute(
                        Tuple.from(
                                new Object[] {
                                    so.consumer(),
                                    category,
                                    so.stream(),
                                    discarded.revision(),
                                    discarded.eventId(),
                                    discarded.error(),
                                    givenUp.actor(),
                                    givenUp.reason()
                                }))
                .replaceWithVoid();
    }

    private static Uni<Void> takeOut(
            SqlConnection connection, So so, List<Decoded> decoded, int count) {
        if (count == 0) {
            return Uni.createFrom().voidItem();
        }
        long last = decoded.get(count - 1).recorded().metadata().revision();
        return connection
                .preparedQuery(TAKE_OUT)
                .execute(Tuple.of(so.consumer(), so.stream(), last))
                .replaceWithVoid();
    }

    private static Uni<Done> freeIfEmpty(SqlConnection connection, So so) {
        return connection
                .preparedQuery(FREE)
                .execute(Tuple.of(so.consumer(), so.stream()))
                .map(deleted ->
                        new Done(
                                so,
                                deleted.rowCount() == 0
                                        ? null
                                        : new Redriven.Free(so.applied(), so.discarded())));
    }
}
