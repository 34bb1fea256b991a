package dev.cinestream.eventsourcing.integrity;

import dev.cinestream.eventsourcing.log.LogClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Some partitions read from their beginning to what was their end when the reading began. Blocks; for one thread.
///
/// A topic that has grown has a lane's older events in another partition than its newer ones: a reader who finds that
/// something should have come before holds that partition ([#hold]) until the others have been read further.
final class LogReading implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final Set<TopicPartition> held = new HashSet<>();

    LogReading(Map<String, Object> kafka, Collection<String> topics) {
        consumer =
                LogClients.consumer(
                        kafka,
                        Map.of(
                                ConsumerConfig.CLIENT_ID_CONFIG,
                                "cinestream-log-scan",
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                2_000,
                                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                8 << 20));
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic)
                    .forEach(info -> all.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(all);
        begins.putAll(consumer.beginningOffsets(all));
        ends.putAll(consumer.endOffsets(all));
        begins.forEach(consumer::seek);
    }

    /// Offsets there are to read.
    long total() {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - begins.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    /// Offsets that have been read.
    long done() {
        return ends.entrySet().stream()
                .mapToLong(end ->
                        Math.min(end.getValue(), consumer.position(end.getKey()))
                                - begins.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    boolean isDone() {
        return ends.keySet().stream().allMatch(this::isDone);
    }

    private boolean isDone(TopicPartition partition) {
        return consumer.position(partition) >= ends.getOrDefault(partition, 0L);
    }

    /// Whether this partition waits for nothing any more: each other one of its topic is read or waits, too.
    boolean isLastHope(TopicPartition partition) {
        return ends.keySet().stream()
                .filter(other -> other.topic().equals(partition.topic()))
                .filter(other -> !other.equals(partition))
                .allMatch(other -> held.contains(other) || isDone(other));
    }

    /// Reads this record again, later.
    void hold(TopicPartition partition, long offset) {
        held.add(partition);
        consumer.seek(partition, offset);
    }

    /// The next records, by partition; none above the end.
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> next() {
        releaseIfStuck();
        consumer.pause(held);
        ends.keySet().stream().filter(this::isDone).forEach(done -> consumer.pause(List.of(done)));
        var polled = consumer.poll(POLL);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            long end = ends.getOrDefault(partition, 0L);
            records.put(
                    partition,
                    polled.records(partition).stream().filter(r -> r.offset() < end).toList());
        }
        return records;
    }

    /// Something was found that held partitions may have waited for.
    void release() {
        consumer.resume(held);
        held.clear();
    }

    private void releaseIfStuck() {
        if (ends.keySet().stream().allMatch(one -> held.contains(one) || isDone(one))) {
            release();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
