package dev.cinestream.eventsourcing;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.history.LogIndex;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.Topics;
import dev.cinestream.eventsourcing.outbox.OutboxRelay;
import dev.cinestream.eventsourcing.projection.Projections;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Brings the engine up, in order: pinned numbers, lanes, topics, relay. Before the consumers (which come with the channels
/// of messaging) and before HTTP. Blocks; it is the start.
@ApplicationScoped
public class EngineStart {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final int BEFORE_MESSAGING = 10;

    private final Pool pool;
    private final Aggregates aggregates;
    private final Topics topics;
    private final Projections projections;
    private final LogIndex logIndex;
    private final OutboxRelay relay;
    private final EngineConfig config;
    private volatile boolean started;

    public EngineStart(
            Pool pool,
            Aggregates aggregates,
            Topics topics,
            Projections projections,
            LogIndex logIndex,
            OutboxRelay relay,
            EngineConfig config) {
        this.pool = pool;
        this.aggregates = aggregates;
        this.topics = topics;
        this.projections = projections;
        this.logIndex = logIndex;
        this.relay = relay;
        this.config = config;
    }

    void start(@Observes @Priority(BEFORE_MESSAGING) StartupEvent event)
            throws InterruptedException {
        pin();
        createLanes();
        topics.createAndCheck(aggregates.layout().topics());
        projections.create();
        logIndex.create().await().atMost(AT_MOST);
        relay.start();
        started = true;
    }

    /// Whether all of it is done.
    public boolean isDone() {
        return started;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        relay.stop();
    }

    /// Numbers that decide where a stream lies must be what they were when its first event was written.
    private void pin() {
        Map<String, String> pinned = new LinkedHashMap<>();
        pinned.put("lanes", Integer.toString(config.lanes()));
        pinned.put("lane-groups", Integer.toString(config.laneGroups()));
        pinned.put("lane-hash", Lanes.HASH);
        pinned.forEach((name, value) -> {
            pool.preparedQuery(
                            "insert into engine.pinned (name, value) values ($1, $2) on conflict do nothing")
                    .execute(Tuple.of(name, value))
                    .await()
                    .atMost(AT_MOST);
            for (Row row :
                    pool.preparedQuery("select value from engine.pinned where name = $1")
                            .execute(Tuple.of(name))
                            .await()
                            .atMost(AT_MOST)) {
                if (!row.getString(0).equals(value)) {
                    throw new IllegalStateException(
                            "%s is %s, but this database was begun with %s, which cannot change"
                                    .formatted(name, value, row.getString(0)));
                }
            }
        });
    }

    private void createLanes() {
        pool.preparedQuery(
                        "insert into engine.lane_group (group_no) select g from generate_series(0, $1 - 1) g on conflict do nothing")
                .execute(Tuple.of(config.laneGroups()))
                .chain(() ->
                        pool.query(
                                        "insert into engine.relay_lease (group_no) select group_no from engine.lane_group on conflict do nothing")
                                .execute())
                .await()
                .atMost(AT_MOST);
        for (AggregateType<?, ?, ?, ?> type : aggregates.all()) {
            pool.preparedQuery(
                            "insert into engine.lane (category, lane, group_no) select $1, l, l % $3 from generate_series(0, $2 - 1) l on conflict do nothing")
                    .execute(Tuple.of(type.category(), config.lanes(), config.laneGroups()))
                    .await()
                    .atMost(AT_MOST);
        }
    }
}
