package dev.cinestream.eventsourcing.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cinestream.EmbeddedParts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What the log says of a stream, read by a consumer of its own.
public final class RecordedInKafka {

    private RecordedInKafka() {}

    /// The stream's records, in order, as far as they are in Kafka now.
    public static List<Recorded> of(String topic, UUID stream) {
        return of(topic).stream()
                .filter(each -> each.metadata().streamId().equals(stream))
                .toList();
    }

    /// What the stream's events say, in order.
    public static List<String> payloads(String topic, UUID stream) {
        return of(topic, stream).stream().map(each -> new String(each.payload(), UTF_8)).toList();
    }

    /// All of a topic's records, each stream's in order.
    public static List<Recorded> of(String topic) {
        return all(topic).stream().map(RecordFormat::read).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        EmbeddedParts.kafkaBootstrap(),
                        "auto.offset.reset",
                        "earliest");
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }
}
