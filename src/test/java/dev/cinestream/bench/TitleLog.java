package dev.cinestream.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Checksum;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Drafts of titles straight to Kafka, each a stream of its own and so a row of the catalog: what a rebuild has most of.
final class TitleLog {

    static final String CATEGORY = "content.title";
    private static final String TOPIC = "cinestream.content.title";
    private static final String TYPE = "content.title-drafted.v1";
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final Pool pool;
    private final Lanes lanes;
    private final long[] sequences;
    private final String sample;

    TitleLog(Pool pool, Lanes lanes) throws IOException {
        this.pool = pool;
        this.lanes = lanes;
        this.sequences = new long[lanes.perCategory()];
        try (InputStream in =
                Objects.requireNonNull(
                        TitleLog.class.getResourceAsStream(
                                "/samples/content/title-drafted.v1.json"))) {
            sample = new String(in.readAllBytes(), UTF_8);
        }
    }

    /// Sends them, and leaves the lanes as the command path would.
    @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all, and the count tells
    void write(long events) {
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
            for (long i = 0; i < events; i++) {
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
        UUID stream = Uuid7.next();
        UUID id = Uuid7.next();
        int lane = lanes.laneOf(stream);
        long sequence = ++sequences[lane];
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        byte[] payload =
                sample.replace("The Golden Road", "The Golden Road " + Long.toString(number, 36))
                        .getBytes(UTF_8);
        byte[] checksum =
                Checksum.of(
                        Checksum.none(),
                        id,
                        TYPE,
                        stream,
                        1,
                        lane,
                        sequence,
                        now,
                        "bench",
                        payload);
        return new Recorded(
                new Metadata(
                        id,
                        TYPE,
                        CATEGORY,
                        stream,
                        1,
                        lane,
                        sequence,
                        now,
                        "bench:" + id,
                        "bench:" + id,
                        "bench",
                        null,
                        HexFormat.of().formatHex(checksum),
                        null),
                payload);
    }
}
