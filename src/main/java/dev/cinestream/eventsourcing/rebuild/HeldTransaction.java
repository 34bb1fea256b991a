package dev.cinestream.eventsourcing.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import org.jboss.logging.Logger;

/// A connection in whose transaction something is held until this is closed. Its user begins the transaction; what was not
/// committed is rolled back, also when the thread was interrupted: a lock must not outlive that.
///
/// Thread contract: one thread, which waits.
public final class HeldTransaction implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(HeldTransaction.class);
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final SqlConnection connection;
    private boolean committed;

    public HeldTransaction(Pool pool) {
        this.connection = pool.getConnection().await().atMost(AT_MOST);
    }

    public SqlConnection connection() {
        return connection;
    }

    public void commit() {
        connection.query("commit").execute().await().atMost(AT_MOST);
        committed = true;
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
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
