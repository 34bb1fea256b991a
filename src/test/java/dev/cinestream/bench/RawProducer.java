package dev.cinestream.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.TopicDeclaration;
import dev.cinestream.eventsourcing.log.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// What Kafka's own producer does with the records the relay sends, under the relay's settings. They are made beforehand and
/// sent round and round: it reads, decodes and encodes nothing.
final class RawProducer implements AutoCloseable {

    static final String TOPIC = "bench.raw";
    private static final int DIFFERENT = 10_000;

    private final Producer<byte[], byte[]> producer;
    private final int partitions;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

    RawProducer(Lanes lanes) throws InterruptedException {
        partitions = lanes.partitions();
        Map<String, Object> settings = settings();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", EmbeddedParts.kafkaBootstrap()))) {
            new Topics(admin)
                    .createAndCheck(
                            List.of(
                                    new TopicDeclaration(
                                            TOPIC, lanes.partitions(), (short) 1, 1, -1, 2 << 20)));
        }
        producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        for (Recorded event : Backlog.events(lanes, DIFFERENT)) {
            int partition = lanes.partitionOf(event.metadata().lane());
            records.add(RecordFormat.write(TOPIC, partition, 1, event));
        }
    }

    /// As `OutboxRelay` sets its producer.
    private static Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                EmbeddedParts.kafkaBootstrap(),
                "acks",
                "all",
                "enable.idempotence",
                true,
                "max.in.flight.requests.per.connection",
                5,
                "linger.ms",
                0,
                "batch.size",
                128 << 10,
                "buffer.memory",
                64L << 20,
                "max.request.size",
                2 << 20);
    }

    /// Events a second, until Kafka has all of them.
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
    double perSecond(long events) {
        var failed = new AtomicReference<@Nullable Exception>();
        long started = System.nanoTime();
        for (long i = 0; i < events; i++) {
            producer.send(
                    records.get((int) (i % DIFFERENT)),
                    (_, failure) -> {
                        if (failure != null) {
                            failed.set(failure);
                        }
                    });
        }
        producer.flush();
        if (failed.get() != null) {
            throw new IllegalStateException("the raw producer failed", failed.get());
        }
        return events * 1e9 / (System.nanoTime() - started);
    }

    /// One record under a key of its own.
    @SuppressWarnings("FutureReturnValueIgnored") // whoever awaits the key hears of it
    void send(String key) {
        ProducerRecord<byte[], byte[]> like = records.getFirst();
        producer.send(
                new ProducerRecord<>(
                        TOPIC,
                        Math.floorMod(key.hashCode(), partitions),
                        key.getBytes(UTF_8),
                        like.value(),
                        like.headers()));
    }

    @Override
    public void close() {
        producer.close();
    }
}
