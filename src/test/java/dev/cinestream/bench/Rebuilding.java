package dev.cinestream.bench;

import dev.cinestream.eventsourcing.rebuild.RebuildStatus;
import dev.cinestream.eventsourcing.rebuild.Rebuilds;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The catalog rebuilt while it serves, from the call to the swap: with its indexes, and compared row by row.
final class Rebuilding {

    private static final Duration AT_MOST = Duration.ofMinutes(20);
    private static final Duration SQL_AT_MOST = Duration.ofSeconds(30);
    private static final String BEHIND =
            """
            select coalesce(sum(l.sequence - i.sequence), 0)::bigint from engine.lane l
            join engine.inbox i using (category, lane) where i.consumer in ('catalog', 'log-index') and l.category = $1\
            """;

    private final Rebuilds rebuilds;
    private final Pool pool;
    private final Map<String, Double> phases = new LinkedHashMap<>();

    Rebuilding(Rebuilds rebuilds, Pool pool) {
        this.rebuilds = rebuilds;
        this.pool = pool;
    }

    /// Waits until the live consumers have all of it.
    void awaitLive() throws InterruptedException {
        long started = System.nanoTime();
        while (behind() > 0) {
            if (System.nanoTime() - started > AT_MOST.toNanos()) {
                throw new IllegalStateException(behind() + " events were not applied");
            }
            Thread.sleep(200);
        }
    }

    private long behind() {
        return pool.preparedQuery(BEHIND)
                .execute(Tuple.of(TitleLog.CATEGORY))
                .await()
                .atMost(SQL_AT_MOST)
                .iterator()
                .next()
                .getLong(0);
    }

    /// Events a second.
    double perSecond() throws InterruptedException {
        phases.clear();
        long started = System.nanoTime();
        RebuildStatus now =
                rebuilds.start("catalog", "bench", "measured").await().atMost(SQL_AT_MOST);
        while (!now.phase().isOver()) {
            long seen = System.nanoTime();
            Thread.sleep(20);
            phases.merge(now.phase().name(), (System.nanoTime() - seen) / 1e9, Double::sum);
            now = rebuilds.status("catalog").await().atMost(SQL_AT_MOST).orElseThrow();
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        if (now.phase() != RebuildStatus.Phase.DONE) {
            throw new IllegalStateException("the rebuild ended: " + now);
        }
        return now.eventsTotal() / seconds;
    }

    /// Seconds of each phase of the last one.
    String phases() {
        var text = new StringBuilder();
        phases.forEach((phase, seconds) -> text.append(" %s %.1f s".formatted(phase, seconds)));
        return text.toString().strip();
    }
}
