package dev.cinestream.eventsourcing.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells the relays of other instances that there are new rows of a lane group, and hears it from them; by notifications of
/// Postgres.
///
/// A notification is sent after the commit, in a transaction of its own that waits for no disk: inside the command's it would
/// make all commits of the cluster queue for one lock. One at a time is on its way from here; what is committed meanwhile goes
/// with the next. One that is lost costs a poll's wait, nothing else.
final class RelayWake {

    private static final Logger LOG = Logger.getLogger(RelayWake.class);
    private static final String CHANNEL = "cinestream_outbox";
    private static final Duration LISTEN_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Pool pool;
    private final IntConsumer heard;
    private final Set<Integer> untold = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile boolean listening;
    private volatile @Nullable SqlConnection ear;

    /// @param heard of a lane group; called on an event loop
    RelayWake(Pool pool, IntConsumer heard) {
        this.pool = pool;
        this.heard = heard;
    }

    /// There are new rows of these groups, committed. Never blocks.
    void tell(Collection<Integer> groups) {
        untold.addAll(groups);
        tell();
    }

    private void tell() {
        if (untold.isEmpty() || !telling.compareAndSet(false, true)) {
            return;
        }
        List<Integer> groups = List.copyOf(untold);
        groups.forEach(untold::remove);
        pool.withConnection(connection -> send(connection, groups))
                .subscribe()
                .with(
                        _ -> told(),
                        failure -> {
                            LOG.debugf("other relays were not woken: %s", failure);
                            told();
                        });
    }

    private void told() {
        telling.set(false);
        tell();
    }

    private static Uni<Void> send(SqlConnection connection, List<Integer> groups) {
        String payload = groups.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return Uni.combine()
                .all()
                .unis(
                        connection.query("begin; set local synchronous_commit = off").execute(),
                        connection
                                .preparedQuery("select pg_notify($1, $2)")
                                .execute(Tuple.of(CHANNEL, payload)),
                        connection.query("commit").execute())
                .discardItems();
    }

    /// Hears of others, until [#stop]; on a connection of its own, and on another when that breaks.
    void listen() {
        listening = true;
        listenNow();
    }

    void stop() {
        listening = false;
        SqlConnection connection = ear;
        if (connection != null) {
            ear = null;
            connection
                    .query("unlisten *")
                    .execute()
                    .eventually(connection::close)
                    .subscribe()
                    .with(_ -> {}, failure -> LOG.debugf("no clean end: %s", failure));
        }
    }

    private void listenNow() {
        pool.getConnection()
                .call(this::listenOn)
                .subscribe()
                .with(connection -> ear = connection, this::listenLater);
    }

    private Uni<?> listenOn(SqlConnection connection) {
        PgConnection.cast(connection)
                .notificationHandler(notification -> hear(notification.getPayload()));
        connection.closeHandler(() -> listenLater(null));
        return connection.query("listen " + CHANNEL).execute().onFailure().call(connection::close);
    }

    private void listenLater(@Nullable Throwable failure) {
        if (listening) {
            LOG.debugf("listens again in %s: %s", LISTEN_AGAIN_AFTER, failure);
            Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(LISTEN_AGAIN_AFTER)
                    .subscribe()
                    .with(_ -> {
                        if (listening) {
                            listenNow();
                        }
                    });
        }
    }

    private void hear(String payload) {
        for (String group : payload.split(" ", -1)) {
            heard.accept(Integer.parseInt(group));
        }
    }
}
