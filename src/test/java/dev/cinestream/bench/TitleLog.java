package dev.cinestream.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.content.readmodel.CatalogProjection;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.Recorded;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Drafts of titles straight to Kafka, each a stream of its own and so a row of the catalog: what a rebuild has most of.
final class TitleLog {

    static final String CATEGORY = CatalogProjection.CATEGORY;
    private static final String TOPIC = LogLayout.usualTopic(CATEGORY);
    private static final String TYPE = "content.title-drafted.v1";
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final Pool pool;
    private final Lanes lanes;
    private final long[] sequences;
    private final FirstEvents events;
    private final String sample;

    TitleLog(Pool pool, Lanes lanes) throws IOException {
        this.pool = pool;
        this.lanes = lanes;
        this.sequences = new long[lanes.perCategory()];
        this.events = new FirstEvents(lanes, CATEGORY, TYPE, sequences);
        try (InputStream in =
                Objects.requireNonNull(
                        TitleLog.class.getResourceAsStream(
                                "/samples/content/title-drafted.v1.json"))) {
            sample = new String(in.readAllBytes(), UTF_8);
        }
    }

    /// Sends them, and leaves the lanes as the command path would.
    @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all, and the count tells
    void write(long count) {
        pool.preparedQuery("select lane, sequence from engine.lane where category = $1")
                .execute(Tuple.of(CATEGORY))
                .await()
                .atMost(AT_MOST)
                .forEach(row -> sequences[row.getShort(0)] = row.getLong(1));
        try (var producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                EmbeddedParts.kafkaBootstrap(),
                                "acks",
                                "all",
                                "batch.size",
                                128 << 10),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (long i = 0; i < count; i++) {
                Recorded event = event(i);
                int partition = lanes.partitionOf(event.metadata().lane());
                producer.send(RecordFormat.write(TOPIC, partition, 1, event));
            }
            producer.flush();
        }
        pool.preparedQuery(
                        "update engine.lane l set sequence = u.sequence from unnest($2::smallint[], $3::bigint[]) as u(lane, sequence)"
                                + " where l.category = $1 and l.lane = u.lane")
                .execute(
                        Tuple.of(
                                CATEGORY,
                                IntStream.range(0, sequences.length)
                                        .mapToObj(lane -> (short) lane)
                                        .toArray(Short[]::new),
                                IntStream.range(0, sequences.length)
                                        .mapToObj(lane -> sequences[lane])
                                        .toArray(Long[]::new)))
                .await()
                .atMost(AT_MOST);
    }

    private Recorded event(long number) {
        return events.next(
                sample.replace("The Golden Road", "The Golden Road " + Long.toString(number, 36))
                        .getBytes(UTF_8));
    }
}
