package dev.cinestream.eventsourcing.projection;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.inbox.Inbox;
import dev.cinestream.eventsourcing.inbox.Watermarks;
import dev.cinestream.eventsourcing.inbox.Watermarks.Verdict;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import dev.cinestream.eventsourcing.quarantine.Quarantine;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Applies what Kafka delivers to a projection: one poll, one Postgres transaction. Read the watermarks, drop duplicates,
/// apply in bulk, move the watermarks, commit.
///
/// An event that cannot be applied parks its stream in quarantine; all other streams go on. Trouble with Postgres is waited
/// out, with growing pauses: a projection never gives a batch up.
@ApplicationScoped
public class ProjectionRunner {

    private static final Logger LOG = Logger.getLogger(ProjectionRunner.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration ATTEMPT_AT_MOST = Duration.ofSeconds(60);
    private static final String BEGIN =
            "begin; set local idle_in_transaction_session_timeout = '10s'";
    private static final String SERVING =
            "select generation from engine.projection where name = $1 for share";

    private final Pool pool;
    private final Decoder decoder;
    private final Progress progress;
    private final Quarantine quarantine;
    private final EngineConfig config;
    private final ProjectionMetrics metrics;

    public ProjectionRunner(
            Pool pool,
            Decoder decoder,
            Progress progress,
            Quarantine quarantine,
            EngineConfig config,
            MeterRegistry registry) {
        this.pool = pool;
        this.decoder = decoder;
        this.progress = progress;
        this.quarantine = quarantine;
        this.config = config;
        this.metrics = new ProjectionMetrics(registry);
    }

    /// Applies a poll's records. Succeeds once they are committed, however long that takes.
    public Uni<Void> apply(Projection projection, ConsumerRecords<byte[], byte[]> records) {
        List<Delivery> deliveries = read(projection, records);
        if (deliveries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return retrying(projection, deliveries, 0);
    }

    private List<Delivery> read(
            Projection projection, Iterable<ConsumerRecord<byte[], byte[]>> records) {
        List<Delivery> deliveries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : records) {
            try {
                deliveries.add(
                        new Delivery(
                                RecordFormat.read(each),
                                each.topic(),
                                each.partition(),
                                each.offset()));
            } catch (RecordFormat.MalformedRecordException e) {
                // If it stood for an event of ours, its sequence is now missing and the lane stops.
                metrics.malformed(projection.name());
                LOG.errorf("%s: %s", projection.name(), e.getMessage());
            }
        }
        return deliveries;
    }

    private Uni<Void> retrying(Projection projection, List<Delivery> deliveries, int tries) {
        return attempt(projection, deliveries, false)
                .onFailure(failure -> !Trouble.isWithPostgres(failure))
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            failure,
                            "%s cannot apply a batch of %d as a whole",
                            projection.name(),
                            deliveries.size());
                    return attempt(projection, deliveries, true);
                })
                .onFailure()
                .recoverWithUni(failure -> {
                    metrics.retried(projection.name());
                    Duration pause = backoff(tries);
                    LOG.warnf(
                            "%s tries a batch of %d again in %s: %s",
                            projection.name(), deliveries.size(), pause, failure);
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(pause)
                            .chain(() -> retrying(projection, deliveries, tries + 1));
                });
    }

    private static Duration backoff(int tries) {
        Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(tries, 10));
        return backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
    }

    private Uni<Void> attempt(
            Projection projection, List<Delivery> deliveries, boolean streamByStream) {
        long started = System.nanoTime();
        return decoder.decode(deliveries.stream().map(Delivery::recorded).toList())
                .chain(decoded ->
                        pool.getConnection()
                                .chain(connection ->
                                        inTransaction(
                                                connection,
                                                projection,
                                                deliveries,
                                                decoded,
                                                streamByStream)))
                .invoke(watermarks -> {
                    metrics.applied(
                            projection.name(), deliveries.size(), System.nanoTime() - started);
                    progress.moved(projection.name(), watermarks);
                })
                .replaceWithVoid();
    }

    private Uni<Watermarks> inTransaction(
            SqlConnection connection,
            Projection projection,
            List<Delivery> deliveries,
            List<Decoded> decoded,
            boolean streamByStream) {
        return transact(connection, projection, deliveries, decoded, streamByStream)
                .ifNoItem()
                .after(ATTEMPT_AT_MOST)
                .fail()
                .onFailure()
                .call(() -> Trouble.abandon(connection))
                .call(connection::close);
    }

    private Uni<Watermarks> transact(
            SqlConnection connection,
            Projection projection,
            List<Delivery> deliveries,
            List<Decoded> decoded,
            boolean streamByStream) {
        Set<Watermarks.Lane> lanes = new HashSet<>();
        Set<UUID> streams = new HashSet<>();
        for (Delivery each : deliveries) {
            lanes.add(
                    new Watermarks.Lane(
                            each.recorded().metadata().category(),
                            each.recorded().metadata().lane()));
            streams.add(each.recorded().metadata().streamId());
        }
        var begun = connection.query(BEGIN).execute();
        var serving = connection.preparedQuery(SERVING).execute(Tuple.of(projection.name()));
        var locked = Inbox.lock(connection, projection.name(), lanes);
        var parked = quarantine.parked(connection, projection.name(), streams);
        return Uni.combine()
                .all()
                .unis(begun, serving, locked, parked)
                .asTuple()
                .chain(read ->
                        applyNew(
                                        connection,
                                        projection,
                                        read.getItem3(),
                                        read.getItem4(),
                                        decoded,
                                        streamByStream)
                                .chain(() ->
                                        commit(connection, projection, read.getItem3(), deliveries))
                                .replaceWith(read.getItem3()));
    }

    private Uni<Void> applyNew(
            SqlConnection connection,
            Projection projection,
            Watermarks watermarks,
            Set<UUID> parked,
            List<Decoded> decoded,
            boolean streamByStream) {
        List<Envelope<?>> good = new ArrayList<>();
        List<Recorded> behindParked = new ArrayList<>();
        Map<UUID, Decoded.Unreadable> unreadable = new LinkedHashMap<>();
        for (Decoded each : decoded) {
            if (watermarks.offer(each.recorded().metadata().token()) != Verdict.APPLY) {
                continue;
            }
            UUID stream = each.recorded().metadata().streamId();
            switch (each) {
                case Decoded _ when parked.contains(stream) || unreadable.containsKey(stream) ->
                        behindParked.add(each.recorded());
                case Decoded.Clear(Recorded _, Envelope<?> envelope) -> good.add(envelope);
                case Decoded.Unreadable bad -> {
                    unreadable.put(stream, bad);
                    behindParked.add(bad.recorded());
                }
            }
        }
        warnOfGaps(projection, watermarks);
        Uni<Void> parking = Uni.createFrom().voidItem();
        for (Decoded.Unreadable bad : unreadable.values()) {
            parking =
                    parking.chain(() ->
                            quarantine.park(
                                    connection,
                                    projection.name(),
                                    bad.recorded().metadata(),
                                    bad.cause()));
        }
        return parking.chain(() -> quarantine.queue(connection, projection.name(), behindParked))
                .chain(() -> {
                    if (good.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    return streamByStream
                            ? new StreamByStream(
                                            connection, projection, quarantine, recordedOf(decoded))
                                    .apply(good)
                            : projection.apply(connection, projection.name(), good);
                });
    }

    private static Map<UUID, Recorded> recordedOf(List<Decoded> decoded) {
        Map<UUID, Recorded> byId = new HashMap<>();
        decoded.forEach(each -> byId.put(each.recorded().metadata().id(), each.recorded()));
        return byId;
    }

    private void warnOfGaps(Projection projection, Watermarks watermarks) {
        for (Watermarks.Lane lane : watermarks.gaps()) {
            metrics.gap(projection.name());
            LOG.errorf(
                    "%s: %s lane %d stands still: an event after sequence %d is missing",
                    projection.name(), lane.category(), lane.lane(), watermarks.applied(lane));
        }
    }

    private Uni<Void> commit(
            SqlConnection connection,
            Projection projection,
            Watermarks watermarks,
            List<Delivery> deliveries) {
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<TopicPartition, Long> next = new HashMap<>();
        for (Delivery each : deliveries) {
            var at = new TopicPartition(each.topic(), each.partition());
            from.merge(at, each.offset(), Math::min);
            next.merge(at, each.offset() + 1, Math::max);
        }
        List<Uni<?>> steps =
                Inbox.move(
                        connection, projection.name(), watermarks, from, next, config.partitions());
        steps.add(connection.query("commit").execute());
        return Uni.combine().all().unis(steps).discardItems();
    }
}
