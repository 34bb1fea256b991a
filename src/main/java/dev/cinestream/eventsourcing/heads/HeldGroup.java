package dev.cinestream.eventsourcing.heads;

import dev.cinestream.eventsourcing.rebuild.HeldTransaction;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;

/// A lane group in which nothing is committed until this ends. Rolled back when it is closed without [#commit].
///
/// Thread contract: one thread, which waits.
final class HeldGroup implements AutoCloseable {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final HeldTransaction transaction;
    private final boolean relayed;

    HeldGroup(Pool pool, int group) {
        transaction = new HeldTransaction(pool);
        try {
            relayed = HeadTable.hold(transaction.connection(), group).await().atMost(AT_MOST);
        } catch (RuntimeException e) {
            transaction.close();
            throw e;
        }
    }

    SqlConnection connection() {
        return transaction.connection();
    }

    /// Whether Kafka had everything of the group's outbox when it was taken.
    boolean isRelayed() {
        return relayed;
    }

    void commit() {
        transaction.commit();
    }

    @Override
    public void close() {
        transaction.close();
    }
}
