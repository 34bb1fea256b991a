package dev.cinestream.eventsourcing.command;

import dev.cinestream.EmbeddedParts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What lies in a topic, read by a plain consumer.
final class EventsInKafka {

    private EventsInKafka() {}

    /// The payloads of one stream, in order.
    static List<String> of(String topic, UUID stream) {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        EmbeddedParts.kafkaBootstrap(),
                        "auto.offset.reset",
                        "earliest");
        List<String> found = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(r -> {
                            if (r.key().equals(stream.toString())) {
                                found.add(r.value());
                            }
                        });
            }
        }
        return found;
    }
}
