package dev.cinestream.eventsourcing.heads;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import org.jboss.logging.Logger;

/// A lane group in which nothing is committed until this ends. Rolled back when it is closed without [#commit].
///
/// Thread contract: one thread, which waits.
final class HeldGroup implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(HeldGroup.class);
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final SqlConnection connection;
    private boolean relayed;
    private boolean committed;

    private HeldGroup(SqlConnection connection) {
        this.connection = connection;
    }

    static HeldGroup of(Pool pool, int group) {
        var held = new HeldGroup(pool.getConnection().await().atMost(AT_MOST));
        try {
            held.relayed = HeadTable.hold(held.connection, group).await().atMost(AT_MOST);
            return held;
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    SqlConnection connection() {
        return connection;
    }

    /// Whether Kafka had everything of the group's outbox when it was taken.
    boolean isRelayed() {
        return relayed;
    }

    void commit() {
        connection.query("commit").execute().await().atMost(AT_MOST);
        committed = true;
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // a lock must not outlive an interrupt
        try {
            Uni<?> over =
                    committed
                            ? Uni.createFrom().voidItem()
                            : connection.query("rollback").execute();
            over.eventually(connection::close).await().atMost(AT_MOST);
        } catch (RuntimeException e) {
            LOG.debugf("%s", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
