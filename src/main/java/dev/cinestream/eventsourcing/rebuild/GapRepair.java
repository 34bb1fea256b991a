package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.inbox.Watermarks;
import dev.cinestream.eventsourcing.projection.BatchWriter;
import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.projection.Progress;
import dev.cinestream.eventsourcing.projection.Projection;
import dev.cinestream.eventsourcing.projection.Projections;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Looks for lanes of projections that stand still since a sequence is missing, and repairs them from the log. What the log
/// has is applied; what it lacks stays missing and is said again, ever more seldom, while all other lanes go on.
///
/// Thread contract: looks on a thread of its own, which waits.
@ApplicationScoped
public class GapRepair {

    private static final Logger LOG = Logger.getLogger(GapRepair.class);
    private static final Duration SQL_AT_MOST = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int AFTER_ENGINE = 20;

    private final Pool pool;
    private final Projections projections;
    private final LogConsumers consumers;
    private final Decoder decoder;
    private final BatchWriter writer;
    private final Progress progress;
    private final MeterRegistry registry;
    private final EngineConfig.Rebuild config;
    private final Map<String, Tried> tried = new HashMap<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    /// An attempt that found nothing, on one sequence of one lane.
    private record Tried(long sequence, long againAt, Duration pause) {}

    public GapRepair(
            Pool pool,
            Projections projections,
            LogConsumers consumers,
            Decoder decoder,
            BatchWriter writer,
            Progress progress,
            MeterRegistry registry,
            EngineConfig config) {
        this.pool = pool;
        this.projections = projections;
        this.consumers = consumers;
        this.decoder = decoder;
        this.writer = writer;
        this.progress = progress;
        this.registry = registry;
        this.config = config.rebuild();
    }

    void start(@Observes @Priority(AFTER_ENGINE) StartupEvent event) {
        running = true;
        thread = Thread.ofPlatform().name("gap-repair").daemon(true).start(this::lookAround);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        Thread looking = thread;
        if (looking != null) {
            looking.interrupt();
            looking.join(Duration.ofSeconds(10));
        }
    }

    private void lookAround() {
        try {
            while (running) {
                Thread.sleep(config.gapCheckMillis());
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("no more gaps are looked for");
        }
    }

    private void look() {
        for (Projection each : projections.all()) {
            try {
                for (StandingLane lane : await(StandingLane.of(pool, each.name()))) {
                    if (running && isDue(lane)) {
                        repair(each, lane);
                    }
                }
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warnf("%s: lanes that stand still are looked at again: %s", each.name(), e);
                }
            }
        }
    }

    private boolean isDue(StandingLane lane) {
        Tried before = tried.get(lane.toString());
        return before == null
                || before.sequence() != lane.applied()
                || System.nanoTime() - before.againAt() >= 0;
    }

    /// Answers how many events were applied; 0 when the log lacks the one that is missing.
    long repair(Projection projection, StandingLane lane) {
        long applied;
        try (var reader = new GapReader(consumers, lane)) {
            applied = reader.find() ? apply(projection, lane, reader) : 0;
        }
        Counter.builder("cinestream.gap.repairs")
                .description("Times the log was read again for an event that a lane misses")
                .tag("consumer", lane.consumer())
                .tag("outcome", applied > 0 ? "repaired" : "missing")
                .register(registry)
                .increment();
        if (applied > 0) {
            tried.remove(lane.toString());
            LOG.infof("%s: %d events after sequence %d read again", lane, applied, lane.applied());
        } else {
            wait(lane);
        }
        return applied;
    }

    private void wait(StandingLane lane) {
        Tried before = tried.get(lane.toString());
        Duration pause =
                before == null || before.sequence() != lane.applied()
                        ? Duration.ofMillis(config.gapCheckMillis())
                        : before.pause().multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        tried.put(
                lane.toString(),
                new Tried(lane.applied(), System.nanoTime() + pause.toNanos(), pause));
        LOG.errorf(
                "%s stands still: the log lacks sequence %d, looked for again in %s",
                lane, lane.applied() + 1, pause);
    }

    /// Up to where the live consumer is, which goes on from there. It passed more of the lane over while this was read, so the
    /// end is looked at until it stays.
    private long apply(Projection projection, StandingLane lane, GapReader reader) {
        long applied = 0;
        long end = await(lane.handled(pool, consumers.placeOf(lane)));
        while (reader.position() < end) {
            var batch = reader.next(end);
            if (!batch.isEmpty()) {
                Watermarks moved = await(GapReader.write(projection, decoder, writer, batch));
                progress.moved(projection.name(), moved);
                applied += batch.deliveries().size();
            }
            end = await(lane.handled(pool, consumers.placeOf(lane)));
        }
        return applied;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SQL_AT_MOST);
    }
}
