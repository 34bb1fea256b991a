package dev.cinestream.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads every record of the event topics, from the beginning to where they end now.
final class TopicReader {

    private static final String EVENTS = "cinestream.";

    private TopicReader() {}

    /// Back when all was handed to `reader`, each partition in the order of its offsets.
    static void readAll(String bootstrapServers, Consumer<LogRecord> reader) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false);
        try (var consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.listTopics().values().stream()
                            .flatMap(List::stream)
                            .filter(p -> p.topic().startsWith(EVENTS))
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var read : consumer.poll(Duration.ofMillis(200))) {
                    reader.accept(record(read));
                }
            }
        }
    }

    private static LogRecord record(ConsumerRecord<byte[], byte[]> read) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : read.headers()) {
            // One that is there twice is not the same record as one that is there once.
            headers.merge(header.key(), text(header.value()), (a, b) -> a + "\n" + b);
        }
        return new LogRecord(
                "%s/%d@%d".formatted(read.topic(), read.partition(), read.offset()),
                read.partition(),
                text(read.key()),
                headers,
                read.value() == null ? new byte[0] : read.value());
    }

    private static String text(byte @org.jspecify.annotations.Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }
}
