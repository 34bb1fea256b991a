package dev.cinestream.eventsourcing.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What lies in a topic, read by a plain consumer.
final class EventsInKafka {

    private EventsInKafka() {}

    /// The payloads of one stream, in order.
    static List<String> of(String topic, UUID stream) {
        return all(topic).stream()
                .filter(each -> each.metadata().streamId().equals(stream))
                .map(each -> new String(each.payload(), UTF_8))
                .toList();
    }

    /// Each partition's events in order, up to what is there now.
    static List<Recorded> all(String topic) {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        EmbeddedParts.kafkaBootstrap(),
                        "auto.offset.reset",
                        "earliest");
        List<Recorded> found = new ArrayList<>();
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
                consumer.poll(Duration.ofMillis(100)).forEach(r -> found.add(RecordFormat.read(r)));
            }
        }
        return found;
    }
}
