package dev.cinestream.eventsourcing.integrity;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.integrity.LogScan.State;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Verifies the log of record on demand: every event of every category is read, and what does not fit is named.
///
/// One scan runs at a time in the cluster, on the instance that was asked. Memory is bounded, however long the log is; a
/// scan that dies with its instance is over, and another may begin after some seconds.
@Startup // its metrics say "never" from the start
@ApplicationScoped
public class LogScans {

    private static final Logger LOG = Logger.getLogger(LogScans.class);
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final Pool pool;
    private final Aggregates aggregates;
    private final Map<String, Object> kafka;
    private final FirstOccurrences firsts;
    private final EngineConfig.Scan config;
    private final ScanTable table;
    private final ScanMetrics metrics;
    private volatile @Nullable ScanRun running;

    LogScans(
            Pool pool,
            Aggregates aggregates,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            FirstOccurrences firsts,
            EngineConfig config,
            MeterRegistry registry) {
        this.pool = pool;
        this.aggregates = aggregates;
        this.kafka = kafka;
        this.firsts = firsts;
        this.config = config.scan();
        this.table = new ScanTable(pool);
        this.metrics = new ScanMetrics(registry);
    }

    /// Begins a scan and answers it as it begins; its progress is [#find]'s to tell.
    ///
    /// Fails with [ScanRunningException] while another one runs.
    ///
    /// @param categories to read; all when there is none
    /// @throws IllegalArgumentException when a category does not exist
    public Uni<LogScan> start(String actor, Collection<String> categories) {
        Map<String, AggregateType<?, ?, ?, ?>> byTopic = new TreeMap<>();
        Collection<String> wanted =
                categories.isEmpty()
                        ? aggregates.all().stream().map(AggregateType::category).toList()
                        : categories;
        wanted.forEach(each -> byTopic.put(aggregates.of(each).topic(), aggregates.of(each)));
        UUID id = Uuid7.next();
        return table.begin(id, actor, new TreeSet<>(wanted))
                .chain(begun -> {
                    if (!begun) {
                        return Uni.createFrom().failure(new ScanRunningException());
                    }
                    run(id, byTopic);
                    return table.find(id);
                })
                .map(Optional::orElseThrow);
    }

    public Uni<Optional<LogScan>> find(UUID id) {
        return table.find(id);
    }

    /// The last scans, newest first.
    public Uni<List<LogScan>> latest(int most) {
        return table.latest(most);
    }

    /// Ends a running scan within a second or two, wherever it runs. False when it does not run.
    public Uni<Boolean> cancel(UUID id) {
        return table.cancel(id);
    }

    private void run(UUID id, Map<String, AggregateType<?, ?, ?, ?>> byTopic) {
        var run =
                new ScanRun(
                        id,
                        byTopic,
                        aggregates.lanes()::laneOf,
                        kafka,
                        pool,
                        table,
                        firsts,
                        config.streamsInMemory());
        running = run;
        Thread.ofPlatform().name("log-scan").daemon(true).start(() -> run(id, run));
    }

    private void run(UUID id, ScanRun run) {
        try {
            ScanReport report = run.run();
            metrics.done(report);
            if (!report.clean()) {
                LOG.errorf("log scan %s found %s", id, report.counts());
            }
            end(id, State.DONE, report, null);
        } catch (ScanRun.StoppedException _) {
            end(id, State.CANCELLED, null, null);
        } catch (RuntimeException e) {
            LOG.errorf(e, "log scan %s failed", id);
            end(id, State.FAILED, null, e.toString());
        }
    }

    private void end(UUID id, State state, @Nullable ScanReport report, @Nullable String error) {
        try {
            table.end(id, state, report, error).await().atMost(AT_MOST);
        } catch (RuntimeException e) {
            LOG.warnf(e, "log scan %s ended as %s, and nobody will know", id, state);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        ScanRun run = running;
        if (run != null) {
            run.stop();
        }
    }

    /// One at a time. HTTP 409.
    public static final class ScanRunningException extends RuntimeException {
        ScanRunningException() {
            super("a scan of the log is running", null, false, false);
        }
    }
}
