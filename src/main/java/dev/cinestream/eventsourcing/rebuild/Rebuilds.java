package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.projection.BatchWriter;
import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.Projections;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus.Phase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Rebuilds of projections from the log, beside the generation that serves: begun, watched and cancelled here, on any
/// instance; done by whichever instance claims them (see [RebuildWorker]), one at a time an instance, one a projection in
/// the cluster.
///
/// A start with code newer than the serving version begins one by itself. Until it has swapped, the serving generation is
/// still read, and written only by instances of its own version: this code's live batches wait (see
/// [Generation.OtherVersionException]), since it does not know the old tables.
@ApplicationScoped
public class Rebuilds {

    private static final Logger LOG = Logger.getLogger(Rebuilds.class);
    private static final int AFTER_ENGINE = 20;

    private final Pool pool;
    private final Projections projections;
    private final EngineConfig.Rebuild config;
    private final RebuildWorker worker;

    public Rebuilds(
            Pool pool,
            Projections projections,
            LogConsumers readers,
            Decoder decoder,
            BatchWriter writer,
            EngineConfig config) {
        this.pool = pool;
        this.projections = projections;
        this.config = config.rebuild();
        this.worker = new RebuildWorker(pool, projections, readers, decoder, writer, config);
    }

    /// Asks for a rebuild. Fails with [RunningException] while one is running.
    ///
    /// @param actor who asks
    /// @throws IllegalArgumentException when there is no such projection
    public Uni<RebuildStatus> start(String projection, String actor, String reason) {
        return begin(projections.of(projection), actor, reason, true)
                .chain(begun -> begun ? status(projection) : running(projection))
                .map(Optional::orElseThrow);
    }

    /// The last or running rebuild.
    public Uni<Optional<RebuildStatus>> status(String projection) {
        return RebuildTable.one(pool, projections.of(projection).name());
    }

    public Uni<List<RebuildStatus>> all() {
        return RebuildTable.all(pool);
    }

    /// Ends a running rebuild and drops what it made; answers how it ended, also when it was over before.
    public Uni<Optional<RebuildStatus>> cancel(String projection) {
        String name = projections.of(projection).name();
        return RebuildTable.end(pool, name, Phase.CANCELLED, null)
                .chain(ended -> ended ? discard(name) : Uni.createFrom().voidItem())
                .chain(() -> status(name));
    }

    /// Begins a rebuild of every projection whose serving version is older than this code.
    public Uni<Void> startOutdated() {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Projection each : projections.all()) {
            String reason = "the code is of version " + each.version();
            all = all.chain(() -> begin(each, "system:start", reason, false).replaceWithVoid());
        }
        return all;
    }

    void start(@Observes @Priority(AFTER_ENGINE) StartupEvent event) {
        worker.start(config.automaticEnabled() ? startOutdated() : Uni.createFrom().voidItem());
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        worker.stop();
    }

    /// This instance's.
    RebuildWorker worker() {
        return worker;
    }

    private Uni<Boolean> begin(Projection projection, String actor, String reason, boolean always) {
        return pool.withTransaction(connection ->
                        RebuildTable.start(connection, projection, actor, reason, always)
                                .call(begun ->
                                        begun
                                                ? cleared(connection, projection.name())
                                                : Uni.createFrom().voidItem()))
                .invoke(worker::wake);
    }

    /// What an ended rebuild may have left; its last batch is waited for.
    private static Uni<Void> cleared(SqlConnection connection, String projection) {
        return connection
                .query(NextGeneration.ALONE)
                .execute()
                .chain(() -> NextGeneration.lock(connection, projection))
                .chain(() -> NextGeneration.discard(connection, projection));
    }

    /// What could not be dropped now, the next start drops.
    private Uni<Void> discard(String projection) {
        return pool.withTransaction(connection ->
                        cleared(connection, projection)
                                .chain(() -> RebuildTable.one(connection, projection))
                                .invoke(status -> {
                                    if (status.isPresent() && !status.get().phase().isOver()) {
                                        throw new RunningException(
                                                projection); // begun anew meanwhile
                                    }
                                })
                                .replaceWithVoid())
                .onFailure(PgException.class)
                .invoke(e -> LOG.warnf("%s: the next generation stays: %s", projection, e))
                .onFailure(PgException.class)
                .recoverWithNull();
    }

    private static Uni<Optional<RebuildStatus>> running(String projection) {
        return Uni.createFrom().failure(new RunningException(projection));
    }

    /// One at a time. HTTP 409.
    public static final class RunningException extends RuntimeException {
        RunningException(String projection) {
            super("a rebuild of " + projection + " is running", null, false, false);
        }
    }
}
