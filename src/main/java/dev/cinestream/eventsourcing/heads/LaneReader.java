package dev.cinestream.eventsourcing.heads;

import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.log.Metadata;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Some lanes of a category, read from Kafka by one thread, which waits.
final class LaneReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LaneReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration SILENT_AT_MOST = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> log;
    private final Set<Integer> lanes;
    private final Set<TopicPartition> partitions;
    private final Map<Integer, Long> seen = new HashMap<>();
    private long read;

    LaneReader(
            Consumer<byte[], byte[]> log,
            LogLayout layout,
            String category,
            Collection<Integer> lanes) {
        this.log = log;
        this.lanes = Set.copyOf(lanes);
        this.partitions =
                this.lanes.stream()
                        .map(lane -> layout.placeOf(category, lane))
                        .collect(Collectors.toUnmodifiableSet());
        log.assign(partitions);
    }

    interface Sink {
        void take(List<Delivery> deliveries) throws InterruptedException;
    }

    Map<TopicPartition, Long> begins() {
        return log.beginningOffsets(partitions);
    }

    Map<TopicPartition, Long> ends() {
        return log.endOffsets(partitions);
    }

    /// Records of these partitions now.
    long size() {
        long sum = 0;
        Map<TopicPartition, Long> begins = begins();
        for (var end : ends().entrySet()) {
            sum += end.getValue() - begins.getOrDefault(end.getKey(), 0L);
        }
        return sum;
    }

    void seek(Map<TopicPartition, Long> to) {
        to.forEach(log::seek);
    }

    long position(TopicPartition at) {
        return log.position(at);
    }

    /// The last sequence of a lane that was ever read; 0 when it has none.
    long seen(int lane) {
        return seen.getOrDefault(lane, 0L);
    }

    /// Records read, those of other lanes among them.
    long read() {
        return read;
    }

    /// Reads on to where the log ends now.
    void readToEnd(Sink sink) throws InterruptedException {
        Map<TopicPartition, Long> ends = ends();
        long heard = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> polled = log.poll(POLL);
            if (!polled.isEmpty()) {
                heard = System.nanoTime();
                read += polled.count();
                sink.take(deliveries(polled));
            } else if (System.nanoTime() - heard > SILENT_AT_MOST.toNanos()) {
                throw new IllegalStateException(
                        "nothing came of %s for %s".formatted(partitions, SILENT_AT_MOST));
            }
        }
    }

    private List<Delivery> deliveries(ConsumerRecords<byte[], byte[]> polled) {
        // If a malformed one stood for an event of ours, its stream has a hole now, which is found.
        List<Delivery> deliveries =
                Delivery.of(polled, malformed -> LOG.errorf("heads: %s", malformed.getMessage()));
        deliveries.removeIf(each -> !lanes.contains(each.recorded().metadata().lane()));
        for (Delivery each : deliveries) {
            Metadata event = each.recorded().metadata();
            seen.merge(event.lane(), event.sequence(), Math::max);
        }
        return deliveries;
    }

    @Override
    public void close() {
        log.close();
    }
}
