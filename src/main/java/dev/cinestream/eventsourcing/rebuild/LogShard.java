package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.inbox.Polled;
import dev.cinestream.eventsourcing.projection.BatchWriter;
import dev.cinestream.eventsourcing.projection.Decoder;
import dev.cinestream.eventsourcing.projection.Decoder.Decoded;
import dev.cinestream.eventsourcing.projection.Generation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Some partitions of the log on their way into a generation. One thread reads and decodes a batch while another waits for
/// Postgres to apply the one before; at most one more waits between them.
final class LogShard implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogShard.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration DECODED_WITHIN = Duration.ofSeconds(30);
    private static final Duration APPLIED_WITHIN = Duration.ofMinutes(3);
    private static final Duration SILENT_AT_MOST = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> log;
    private final Set<TopicPartition> partitions;
    private final Decoder decoder;
    private final BatchWriter writer;
    private final Generation generation;
    private final EngineConfig.Rebuild config;

    /// Offsets still to be read: `from` inclusive, `to` exclusive.
    record Range(long from, long to) {}

    private sealed interface Step {
        record Batch(Polled polled, List<Decoded> decoded, Map<TopicPartition, Long> next)
                implements Step {}

        record End() implements Step {}

        record Failed(Exception cause) implements Step {}
    }

    LogShard(
            Consumer<byte[], byte[]> log,
            Collection<TopicPartition> partitions,
            Decoder decoder,
            BatchWriter writer,
            Generation generation,
            EngineConfig.Rebuild config) {
        this.log = log;
        this.partitions = Set.copyOf(partitions);
        this.decoder = decoder;
        this.writer = writer;
        this.generation = generation;
        this.config = config;
    }

    Map<TopicPartition, Long> begins() {
        return log.beginningOffsets(partitions);
    }

    Map<TopicPartition, Long> ends() {
        return log.endOffsets(partitions);
    }

    /// What of it is this shard's and still to be done.
    Map<TopicPartition, Range> of(
            Map<TopicPartition, Long> targets, Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Range> mine = new HashMap<>();
        targets.forEach((at, to) -> {
            long from = positions.getOrDefault(at, 0L);
            if (partitions.contains(at) && from < to) {
                mine.put(at, new Range(from, to));
            }
        });
        return mine;
    }

    /// @param applied hears of every partition's new position, after the commit
    void catchUp(Map<TopicPartition, Range> ranges, BiConsumer<TopicPartition, Long> applied)
            throws InterruptedException {
        BlockingQueue<Step> steps = new ArrayBlockingQueue<>(1);
        Thread reading =
                Thread.ofVirtual().name("rebuild-read").start(() -> readAll(ranges, steps));
        try {
            while (true) {
                switch (steps.take()) {
                    case Step.Batch batch -> {
                        apply(batch);
                        batch.next().forEach(applied);
                    }
                    case Step.Failed(Exception cause) ->
                            throw new LogLoader.LoadingException(cause);
                    case Step.End _ -> {
                        ranges.forEach((at, range) -> applied.accept(at, range.to()));
                        return;
                    }
                }
            }
        } finally {
            reading.interrupt();
            reading.join();
        }
    }

    private void apply(Step.Batch batch) {
        if (!batch.polled().isEmpty()) {
            writer.write(generation, batch.polled(), batch.decoded())
                    .await()
                    .atMost(APPLIED_WITHIN);
        }
    }

    private void readAll(Map<TopicPartition, Range> ranges, BlockingQueue<Step> steps) {
        try {
            try {
                read(ranges, steps);
                steps.put(new Step.End());
            } catch (RuntimeException e) {
                steps.put(new Step.Failed(e));
            }
        } catch (InterruptedException e) {
            LOG.debugf("%s: reading ends before its end", generation.name());
        }
    }

    private void read(Map<TopicPartition, Range> ranges, BlockingQueue<Step> steps)
            throws InterruptedException {
        log.assign(ranges.keySet());
        log.resume(ranges.keySet()); // a partition stays paused when it is assigned again
        ranges.forEach((at, range) -> log.seek(at, range.from()));
        Set<TopicPartition> left = new HashSet<>(ranges.keySet());
        var gathered = new Gathered();
        long heard = System.nanoTime();
        while (!left.isEmpty()) {
            ConsumerRecords<byte[], byte[]> polled = log.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> each : polled) {
                Range range = ranges.get(new TopicPartition(each.topic(), each.partition()));
                if (range != null && each.offset() < range.to()) {
                    gathered.add(each);
                }
            }
            left.removeIf(at -> isRead(at, ranges));
            if (left.isEmpty() || polled.isEmpty() || gathered.isEnough()) {
                steps.put(gathered.decode());
                gathered = new Gathered();
            }
            heard = polled.isEmpty() ? heard : System.nanoTime();
            if (System.nanoTime() - heard > SILENT_AT_MOST.toNanos()) {
                throw new IllegalStateException(
                        "nothing came of %s for %s".formatted(left, SILENT_AT_MOST));
            }
        }
    }

    private boolean isRead(TopicPartition at, Map<TopicPartition, Range> ranges) {
        Range range = ranges.get(at);
        if (range != null && log.position(at) < range.to()) {
            return false;
        }
        log.pause(Set.of(at));
        return true;
    }

    @Override
    public void close() {
        log.close();
    }

    /// A batch in the making.
    private final class Gathered {

        private final List<Delivery> deliveries = new ArrayList<>();
        private final Map<TopicPartition, Long> next = new HashMap<>();
        private long bytes;

        void add(ConsumerRecord<byte[], byte[]> each) {
            next.put(new TopicPartition(each.topic(), each.partition()), each.offset() + 1);
            bytes += Math.max(0, each.serializedValueSize());
            Delivery.of(
                            each,
                            malformed ->
                                    LOG.errorf("%s: %s", generation.name(), malformed.getMessage()))
                    .ifPresent(deliveries::add);
        }

        boolean isEnough() {
            return deliveries.size() >= config.batchEvents() || bytes >= config.batchBytes();
        }

        Step.Batch decode() {
            var polled = new Polled(deliveries);
            List<Decoded> decoded = decoder.decode(polled).await().atMost(DECODED_WITHIN);
            return new Step.Batch(polled, decoded, next);
        }
    }
}
