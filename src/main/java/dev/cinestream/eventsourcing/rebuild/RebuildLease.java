package dev.cinestream.eventsourcing.rebuild;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The lease of a running rebuild, renewed by a thread of its own together with the progress. When it is lost (cancelled,
/// taken over, or Postgres was away too long) the rebuild's thread is interrupted.
final class RebuildLease implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RebuildLease.class);

    private final Pool pool;
    private final String projection;
    private final String owner;
    private final long leaseMillis;
    private final Thread rebuilding = Thread.currentThread();
    private final Thread renewing;
    private volatile @Nullable LogLoader loader;
    private volatile boolean lost;

    /// Holds it for the calling thread's work.
    RebuildLease(Pool pool, String projection, String owner, long leaseMillis) {
        this.pool = pool;
        this.projection = projection;
        this.owner = owner;
        this.leaseMillis = leaseMillis;
        renewing = Thread.ofVirtual().name("rebuild-lease").start(this::renewAlways);
    }

    boolean isLost() {
        return lost;
    }

    void reports(@Nullable LogLoader loader) {
        this.loader = loader;
    }

    private void renewAlways() {
        long renewed = System.nanoTime();
        try {
            while (!lost) {
                Thread.sleep(Math.max(50, leaseMillis / 6));
                long asked = System.nanoTime();
                if (isRenewed()) {
                    renewed = asked;
                } else if (System.nanoTime() - renewed > Duration.ofMillis(leaseMillis).toNanos()) {
                    lose();
                }
            }
        } catch (InterruptedException e) {
            LOG.debugf("%s: the lease is not needed any more", projection);
        }
    }

    private boolean isRenewed() throws InterruptedException {
        LogLoader reporting = loader;
        var progress = reporting == null ? new LogLoader.Progress(0, 0, 0) : reporting.progress();
        try {
            boolean held =
                    RebuildTable.renew(pool, projection, owner, leaseMillis, progress)
                            .await()
                            .atMost(Duration.ofMillis(leaseMillis));
            if (!held) {
                lose();
            }
            return held;
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.warnf("%s: the lease of the rebuild was not renewed: %s", projection, e);
            return false;
        }
    }

    private void lose() {
        lost = true;
        rebuilding.interrupt();
    }

    @Override
    public void close() {
        lost = true;
        renewing.interrupt();
    }
}
