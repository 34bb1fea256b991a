package dev.cinestream.user.adapter;

import dev.cinestream.user.session.Session;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `identity.session`.
@ApplicationScoped
public class SessionTable {

    private static final String COLUMNS =
            " id, account, device, profile, number, opened_at, refreshed_at, expires_at, ended_at is not null or expires_at <= now() as over";
    private static final String OPEN =
            "insert into identity.session (id, account, device, profile, expires_at) values ($1, $2, $3, $4, now() + make_interval(secs => $5))";
    private static final String ENTER =
            "update identity.session set profile = $4 where id = $1 and account = $2 and profile is not distinct from $3"
                    + " and ended_at is null and expires_at > now()";
    private static final String REFRESH =
            "update identity.session set number = number + 1, refreshed_at = now(), expires_at = now() + make_interval(secs => $3)"
                    + " where id = $1 and number = $2 and ended_at is null and expires_at > now() returning"
                    + COLUMNS;
    private static final String READ = "select" + COLUMNS + " from identity.session where id = $1";
    private static final String OF_ACCOUNT =
            "select"
                    + COLUMNS
                    + " from identity.session where account = $1 and ended_at is null and expires_at > now() order by refreshed_at desc limit $2";
    private static final String END =
            "update identity.session set ended_at = now(), ended_why = $3 where account = $1 and id = $2 and ended_at is null";
    private static final String END_ALL =
            "update identity.session set ended_at = now(), ended_why = $2 where account = $1 and ended_at is null and id is distinct from $3";
    private static final String FORGET =
            "delete from identity.session where expires_at < now() - make_interval(secs => $1)";

    private final Pool pool;

    SessionTable(Pool pool) {
        this.pool = pool;
    }

    /// @param profile null while none is chosen
    public Uni<Void> open(
            UUID id, UUID account, String device, @Nullable UUID profile, Duration lifetime) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(id, account, device, profile, (double) lifetime.toSeconds()))
                .replaceWithVoid();
    }

    /// Whether it goes on and nobody chose since it was read: a PIN was asked for by who watched then.
    public Uni<Boolean> enter(Session read, UUID profile) {
        return pool.preparedQuery(ENTER)
                .execute(Tuple.of(read.id(), read.account(), read.profile(), profile))
                .map(done -> done.rowCount() > 0);
    }

    /// Empty when the session is over or its number is another.
    public Uni<Optional<Session>> refresh(UUID id, long number, Duration lifetime) {
        return pool.preparedQuery(REFRESH)
                .execute(Tuple.of(id, number, (double) lifetime.toSeconds()))
                .map(rows -> sessions(rows).stream().findFirst());
    }

    public Uni<Optional<Session>> read(UUID id) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(id))
                .map(rows -> sessions(rows).stream().findFirst());
    }

    /// Those that go on, used last first.
    public Uni<List<Session>> of(UUID account, int most) {
        return pool.preparedQuery(OF_ACCOUNT)
                .execute(Tuple.of(account, most))
                .map(SessionTable::sessions);
    }

    /// Whether there was one to end.
    public Uni<Boolean> end(UUID account, UUID id, Session.End why) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(account, id, why.name()))
                .map(done -> done.rowCount() > 0);
    }

    /// @param but null for none
    public Uni<Void> endAll(UUID account, Session.End why, @Nullable UUID but) {
        return pool.preparedQuery(END_ALL)
                .execute(Tuple.of(account, why.name(), but))
                .replaceWithVoid();
    }

    /// Deletes what was over for so long.
    public Uni<Integer> forget(Duration overFor) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of((double) overFor.toSeconds()))
                .map(RowSet::rowCount);
    }

    private static List<Session> sessions(RowSet<Row> rows) {
        List<Session> sessions = new ArrayList<>();
        for (Row row : rows) {
            sessions.add(
                    new Session(
                            row.getUUID("id"),
                            row.getUUID("account"),
                            row.getString("device"),
                            row.getUUID("profile"),
                            row.getLong("number"),
                            row.getOffsetDateTime("opened_at").toInstant(),
                            row.getOffsetDateTime("refreshed_at").toInstant(),
                            row.getOffsetDateTime("expires_at").toInstant(),
                            row.getBoolean("over")));
        }
        return sessions;
    }
}
