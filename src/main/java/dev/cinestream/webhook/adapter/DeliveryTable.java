package dev.cinestream.webhook.adapter;

import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.webhook.delivery.Delivery;
import dev.cinestream.webhook.delivery.Delivery.State;
import dev.cinestream.webhook.delivery.Message;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// `webhook.delivery`: what is on its way, and what became of it.
@ApplicationScoped
public class DeliveryTable {

    private static final UUID LATEST = new UUID(-1, -1);

    private static final String ADD =
            """
            insert into webhook.delivery (id, endpoint, event, type, body)
            select id, endpoint, $3, $4, $5 from unnest($1::uuid[], $2::uuid[]) as u (id, endpoint)
            on conflict (endpoint, event) do nothing\
            """;

    /// A few of each endpoint's, so that a slow one keeps none of the others waiting. Two instances may choose the same: the
    /// second finds, once it has the row's lock, that it is not due any more.
    private static final String TAKE =
            """
            update webhook.delivery d
            set attempts = d.attempts + 1, last_at = now(), next_at = now() + make_interval(secs => $2)
            from webhook_endpoints.endpoint e cross join lateral (
                select id from webhook.delivery
                where endpoint = e.id and state = 'PENDING' and next_at <= now()
                order by next_at limit $1) due
            where e.enabled and d.id = due.id and d.state = 'PENDING' and d.next_at <= now()
            returning d.id, d.endpoint, d.event, d.type, d.body, d.attempts\
            """;

    private static final String SETTLE =
            """
            update webhook.delivery set state = $2, status = $3, error = $4,
                next_at = now() + make_interval(secs => coalesce($5, 0))
            where id = $1 and state = 'PENDING'\
            """;
    private static final String RESEND =
            """
            update webhook.delivery set state = 'PENDING', attempts = 0, next_at = now()
            where id = $1 and endpoint = $2\
            """;
    private static final String LIST =
            """
            select id, endpoint, event, type, made_at, state, attempts, next_at, last_at, status, error
            from webhook.delivery
            where endpoint = $1 and id < $2 and ($3::text is null or state = $3) order by id desc limit $4\
            """;
    private static final String FORGET =
            """
            delete from webhook.delivery where id in (
                select id from webhook.delivery where made_at < now() - make_interval(secs => $1) limit 10000)\
            """;

    private final Pool pool;

    DeliveryTable(Pool pool) {
        this.pool = pool;
    }

    /// One that is to be sent now.
    ///
    /// @param attempts this one counted
    public record Taken(UUID id, UUID endpoint, Message message, int attempts) {}

    /// One for each endpoint that has none of this event yet.
    public Uni<Void> add(List<UUID> endpoints, Message message) {
        UUID[] ids = endpoints.stream().map(_ -> Uuid7.next()).toArray(UUID[]::new);
        return pool.preparedQuery(ADD)
                .execute(
                        Tuple.of(
                                ids,
                                endpoints.toArray(UUID[]::new),
                                message.event(),
                                message.type(),
                                message.body()))
                .replaceWithVoid();
    }

    /// What is due, for an attempt each.
    ///
    /// @param ofEach endpoint at most
    /// @param lost so long after, one that was not settled is due again
    public Uni<List<Taken>> take(int ofEach, Duration lost) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(ofEach, (double) lost.toSeconds()))
                .map(rows -> list(rows).map(DeliveryTable::taken).toList());
    }

    /// @param again after this long; null when it was the last attempt
    public Uni<Void> settle(
            UUID id,
            State state,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Duration again) {
        return pool.preparedQuery(SETTLE)
                .execute(
                        Tuple.of(
                                id,
                                state.name(),
                                status == null ? null : status.shortValue(),
                                error,
                                again == null ? null : again.toMillis() / 1_000.0))
                .replaceWithVoid();
    }

    /// Whether there is one to send again.
    public Uni<Boolean> resend(UUID endpoint, UUID id) {
        return pool.preparedQuery(RESEND)
                .execute(Tuple.of(id, endpoint))
                .map(done -> done.rowCount() > 0);
    }

    /// Latest first.
    ///
    /// @param after the last of the page before; null for the first
    public Uni<List<Delivery>> of(
            UUID endpoint, @Nullable State state, @Nullable UUID after, int most) {
        return pool.preparedQuery(LIST)
                .execute(
                        Tuple.from(
                                Arrays.asList(
                                        endpoint,
                                        after == null ? LATEST : after,
                                        state == null ? null : state.name(),
                                        most)))
                .map(rows -> list(rows).map(DeliveryTable::delivery).toList());
    }

    /// Some of those that are older.
    public Uni<Void> forget(Duration age) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of((double) age.toSeconds()))
                .replaceWithVoid();
    }

    private static Stream<Row> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static Taken taken(Row row) {
        return new Taken(
                row.getUUID("id"),
                row.getUUID("endpoint"),
                new Message(row.getUUID("event"), row.getString("type"), row.getString("body")),
                row.getInteger("attempts"));
    }

    private static Delivery delivery(Row row) {
        State state = State.valueOf(row.getString("state"));
        return new Delivery(
                row.getUUID("id"),
                row.getUUID("endpoint"),
                row.getUUID("event"),
                row.getString("type"),
                row.getOffsetDateTime("made_at").toInstant(),
                state,
                row.getInteger("attempts"),
                state == State.PENDING ? moment(row, "next_at") : null,
                moment(row, "last_at"),
                row.getInteger("status"),
                row.getString("error"));
    }

    private static @Nullable Instant moment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
