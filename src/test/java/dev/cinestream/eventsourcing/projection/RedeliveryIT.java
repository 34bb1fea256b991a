package dev.cinestream.eventsourcing.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.counter.CounterProjection;
import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.inbox.Polled;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Whatever is delivered, how often, in which order and in which batches: the tables hold what a plain fold holds
/// (CS-7, CS-8, CS-9).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class RedeliveryIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final int EVENTS = 120;
    private static final int SEEDS = 20;

    @Inject Pool pool;
    @Inject Aggregates aggregates;
    @Inject Projections projections;
    @Inject CounterProjection projection;
    @Inject Decoder decoder;
    @Inject BatchWriter writer;

    @Test
    void disturbed_deliveries_give_the_rows_of_a_plain_fold() {
        Seeded.forSeeds(SEEDS, this::deliver);
    }

    private void deliver(Seeded random) {
        String name =
                "redelivery_" + Long.toUnsignedString(random.uuid().getMostSignificantBits(), 36);
        var generation =
                new Generation(
                        projection, name, "", _ -> Uni.createFrom().voidItem(), Runnable::run);
        create(name);
        List<Delivery> log = log(random);
        List<Delivery> delivered = disturbed(random, log);
        int at = 0;
        while (at < delivered.size()) {
            int end = Math.min(delivered.size(), at + 1 + random.below(40));
            write(generation, delivered.subList(at, end));
            at = random.oneIn(5) ? at + random.below(end - at) : end; // a crash after the commit
        }
        write(generation, log); // a lane that stood still is read again from where it stood

        assertThat(rows(name)).isEqualTo(folded(log));
        assertThat(parked(name)).isZero();
        drop(name);
    }

    private void write(Generation generation, List<Delivery> deliveries) {
        var polled = new Polled(deliveries);
        decoder.decode(polled)
                .chain(decoded -> writer.write(generation, polled, decoded))
                .await()
                .atMost(AT_MOST);
    }

    private void create(String name) {
        pool.withTransaction(connection ->
                        projections
                                .createSchema(connection, projection, name)
                                .chain(() -> projections.createInbox(connection, projection, name)))
                .await()
                .atMost(AT_MOST);
    }

    private void drop(String name) {
        pool.query(
                        "drop schema %1$s cascade; delete from engine.inbox where consumer = '%1$s'; delete from engine.inbox_position where consumer = '%1$s'"
                                .formatted(name))
                .execute()
                .await()
                .atMost(AT_MOST);
    }

    /// What a relay would have sent: every lane's sequences, every stream's revisions.
    private List<Delivery> log(Seeded random) {
        List<UUID> streams = random.listOf(8, random::uuid);
        Map<UUID, Long> revisions = new HashMap<>();
        Map<Integer, Long> sequences = new HashMap<>();
        Map<Integer, Long> offsets = new HashMap<>();
        List<Delivery> log = new ArrayList<>();
        for (int i = 0; i < EVENTS && !streams.isEmpty(); i++) {
            UUID stream = streams.get(random.below(streams.size()));
            int lane = aggregates.lanes().laneOf(stream);
            int partition = aggregates.lanes().partitionOf(lane);
            log.add(
                    new Delivery(
                            raised(
                                    stream,
                                    revisions.merge(stream, 1L, Long::sum),
                                    lane,
                                    sequences.merge(lane, 1L, Long::sum),
                                    1 + random.below(100)),
                            "cinestream.test.counter",
                            partition,
                            offsets.merge(partition, 1L, Long::sum) - 1));
        }
        return log;
    }

    private static Recorded raised(UUID stream, long revision, int lane, long sequence, int by) {
        return new Recorded(
                new Metadata(
                        Uuid7.next(),
                        "test.counter-raised.v2",
                        "test.counter",
                        stream,
                        revision,
                        lane,
                        sequence,
                        Instant.EPOCH,
                        "c",
                        "c",
                        "alice",
                        null,
                        "00".repeat(32),
                        null),
                "{\"by\":%d,\"filler\":\"\"}".formatted(by).getBytes(UTF_8));
    }

    private static List<Delivery> disturbed(Seeded random, List<Delivery> log) {
        List<Delivery> delivered = new ArrayList<>(log);
        for (int i = random.below(60); i > 0 && !log.isEmpty(); i--) {
            delivered.add(random.below(delivered.size()), log.get(random.below(log.size())));
        }
        for (int i = random.below(20); i > 0 && !log.isEmpty(); i--) {
            Collections.swap(
                    delivered, random.below(delivered.size()), random.below(delivered.size()));
        }
        return delivered;
    }

    private static Map<UUID, String> folded(List<Delivery> log) {
        Map<UUID, long[]> totals = new HashMap<>();
        for (Delivery each : log) {
            String json = new String(each.recorded().payload(), UTF_8);
            long[] total =
                    totals.computeIfAbsent(each.recorded().metadata().streamId(), _ -> new long[2]);
            total[0] += Long.parseLong(json.replaceAll("\\D", ""));
            total[1]++;
        }
        Map<UUID, String> rows = new TreeMap<>();
        totals.forEach((stream, total) ->
                rows.put(stream, total[0] + " in " + total[1] + " at " + total[1]));
        return rows;
    }

    private Map<UUID, String> rows(String schema) {
        Map<UUID, String> rows = new TreeMap<>();
        for (Row row :
                pool.query("select id, value, events, revision from " + schema + ".counter")
                        .execute()
                        .await()
                        .atMost(AT_MOST)) {
            rows.put(
                    row.getUUID(0),
                    row.getLong(1) + " in " + row.getLong(2) + " at " + row.getLong(3));
        }
        return rows;
    }

    private long parked(String consumer) {
        for (Row row :
                pool.query(
                                "select count(*) from engine.quarantine_event where consumer = '"
                                        + consumer
                                        + "'")
                        .execute()
                        .await()
                        .atMost(AT_MOST)) {
            return row.getLong(0);
        }
        throw new AssertionError("no row");
    }
}
