package dev.cinestream.eventsourcing.outbox;

import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.log.LogClients;
import dev.cinestream.eventsourcing.log.RecordFormat;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads what is at the end of some partitions, so that a new owner does not send it again. Blocks; for the relay's thread.
final class LogTail {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> kafka;
    private final Duration atMost;

    LogTail(Map<String, Object> kafka, Duration atMost) {
        this.kafka = kafka;
        this.atMost = atMost;
    }

    /// Hands every record from the given offsets to the present end to `found`.
    ///
    /// @throws IllegalStateException when the end was not reached in time; nothing may be concluded then
    void read(
            Map<TopicPartition, Long> from,
            Map<String, String> categoryByTopic,
            Consumer<ConsistencyToken> found) {
        try (var consumer =
                LogClients.consumer(
                        kafka,
                        Map.of(
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                20))) {
            consumer.assign(from.keySet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
            from.forEach(
                    (at, offset) -> consumer.seek(at, Math.min(offset, ends.getOrDefault(at, 0L))));
            long deadline = System.nanoTime() + atMost.toNanos();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "the tail of " + from.keySet() + " was not read within " + atMost);
                }
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    String category = categoryByTopic.get(each.topic());
                    if (category != null) {
                        found.accept(RecordFormat.tokenOf(category, each));
                    }
                }
            }
        }
    }
}
