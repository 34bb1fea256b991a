package dev.cinestream.eventsourcing.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.projection.Progress;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus.Phase;
import dev.cinestream.eventsourcing.rebuild.Rebuilds;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The read model of [SignatureProjection], asked and rebuilt.
@ApplicationScoped
public class Signatures {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String NAME = "signatures";

    private final Pool pool;
    private final Progress progress;
    private final Rebuilds rebuilds;

    public Signatures(Pool pool, Progress progress, Rebuilds rebuilds) {
        this.pool = pool;
        this.progress = progress;
        this.rebuilds = rebuilds;
    }

    /// A counter in the read model.
    ///
    /// @param name null when nobody signed it, or somebody who was erased
    public record Signature(long value, boolean signed, @Nullable String name) {}

    public Signature of(UUID stream) {
        for (Row row :
                pool.preparedQuery(
                                "select value, signed, name from signatures.signature where id = $1")
                        .execute(Tuple.of(stream))
                        .await()
                        .atMost(AT_MOST)) {
            return new Signature(row.getLong(0), row.getBoolean(1), row.getString(2));
        }
        throw new AssertionError("there is no counter " + stream);
    }

    public void waitFor(ConsistencyToken token) {
        progress.passed(NAME, token, AT_MOST).await().atMost(AT_MOST);
    }

    public void rebuild() {
        rebuilds.start(NAME, "alice", "test").await().atMost(AT_MOST);
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!status().phase().isOver() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(status().phase()).as("%s", status()).isEqualTo(Phase.DONE);
    }

    private RebuildStatus status() {
        return rebuilds.status(NAME).await().atMost(AT_MOST).orElseThrow();
    }
}
