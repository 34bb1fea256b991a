package dev.cinestream.eventsourcing.command;

import dev.cinestream.eventsourcing.EngineConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// How long command ids are remembered: long enough that nobody asks again, and not for ever. One instance forgets at a
/// time, in small transactions; the command path never waits for it.
@ApplicationScoped
public class CommandMemory {

    static final int AT_ONCE = 5_000;

    private static final Logger LOG = Logger.getLogger(CommandMemory.class);
    private static final String ALONE =
            "select pg_try_advisory_xact_lock(hashtextextended('cinestream.command-memory', 0))";
    private static final String FORGET =
            """
            delete from engine.command where ctid = any(array(
                select ctid from engine.command where recorded_at < $1 limit $2))\
            """;

    private final Pool pool;
    private final EngineConfig.Command config;
    private @Nullable Cancellable forgetting;

    public CommandMemory(Pool pool, EngineConfig config) {
        this.pool = pool;
        this.config = config.command();
    }

    void start(@Observes StartupEvent event) {
        if (config.rememberHours() > 0) {
            forgetting =
                    Multi.createFrom()
                            .ticks()
                            .every(Duration.ofMillis(config.forgetEveryMillis()))
                            .onOverflow()
                            .drop()
                            .onItem()
                            .transformToUniAndConcatenate(_ -> forgetOrWarn())
                            .subscribe()
                            .with(_ -> {}, e -> LOG.error("command ids pile up from now on", e));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (forgetting != null) {
            forgetting.cancel();
        }
    }

    private Uni<Long> forgetOrWarn() {
        OffsetDateTime before =
                OffsetDateTime.now(ZoneOffset.UTC).minusHours(config.rememberHours());
        return forget(before)
                .onFailure()
                .invoke(e -> LOG.warnf("old command ids stay until the next try: %s", e))
                .onFailure()
                .recoverWithItem(0L);
    }

    /// Forgets what was recorded before; answers how many.
    Uni<Long> forget(OffsetDateTime before) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(connection -> some(connection, before)))
                .repeat()
                .whilst(forgotten -> forgotten == AT_ONCE)
                .collect()
                .with(java.util.stream.Collectors.summingLong(Integer::longValue));
    }

    private static Uni<Integer> some(SqlConnection connection, OffsetDateTime before) {
        return connection
                .query(ALONE)
                .execute()
                .chain(rows ->
                        rows.iterator().next().getBoolean(0)
                                ? connection
                                        .preparedQuery(FORGET)
                                        .execute(Tuple.of(before, AT_ONCE))
                                        .map(SqlResult::rowCount)
                                : Uni.createFrom().item(0));
    }
}
