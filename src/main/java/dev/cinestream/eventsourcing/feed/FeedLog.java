package dev.cinestream.eventsourcing.feed;

import dev.cinestream.eventsourcing.feed.FeedRefusedException.Kind;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.LogClients;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.RecordFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A category's topic as feeds read it: all partitions, no group, nothing committed. Every method that reads blocks.
final class FeedLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FeedLog.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final int ANSWER_WITHIN_MILLIS = 5_000;
    private static final int MOST_RECORDS = 500;
    private static final int MOST_BYTES = 2 << 20;

    /// An event's metadata and where it lies.
    ///
    /// @param metadata null when the record is no event: that is for the integrity check to find
    record Logged(int partition, long offset, @Nullable Metadata metadata) {}

    private final Map<String, Object> kafka;
    private final String topic;
    private final Lanes lanes;
    private final List<TopicPartition> partitions;
    private final Deque<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedDeque<>();

    /// @param kafka the settings of the broker's clients
    FeedLog(Map<String, Object> kafka, String topic, Lanes lanes) {
        this.kafka = kafka;
        this.topic = topic;
        this.lanes = lanes;
        this.partitions =
                IntStream.range(0, lanes.partitions())
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .toList();
    }

    String topic() {
        return topic;
    }

    FeedPosition begin() {
        return FeedPosition.begin(lanes);
    }

    /// @throws FeedRefusedException when the log does not go on from there
    void check(FeedPosition from) {
        borrowed(consumer -> {
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            for (TopicPartition each : partitions) {
                long offset = from.offset(each.partition());
                if (offset > end.getOrDefault(each, 0L)) {
                    throw refused("The log does not reach so far; this is of another log.");
                }
                if (offset < first.getOrDefault(each, 0L)) {
                    throw refused("What comes after it is no longer kept; begin anew without one.");
                }
            }
            return first;
        });
    }

    private static FeedRefusedException refused(String message) {
        return new FeedRefusedException(Kind.BAD_POSITION, message);
    }

    /// The next records from there.
    List<Logged> read(FeedPosition from) {
        return borrowed(consumer -> {
            partitions.forEach(each -> consumer.seek(each, from.offset(each.partition())));
            return poll(consumer);
        });
    }

    private <T> T borrowed(Function<Consumer<byte[], byte[]>, T> use) {
        Consumer<byte[], byte[]> consumer = idle.pollFirst();
        if (consumer == null) {
            consumer = consumer();
        }
        try {
            return use.apply(consumer);
        } finally {
            idle.addFirst(consumer);
        }
    }

    /// A consumer at the end of the log, to be closed by the caller.
    ///
    /// @param end is moved there too
    Consumer<byte[], byte[]> consumerAtEnd(FeedPosition end) {
        Consumer<byte[], byte[]> consumer = consumer();
        try {
            consumer.endOffsets(partitions)
                    .forEach((each, offset) -> {
                        consumer.seek(each, offset);
                        end.seek(each.partition(), offset);
                    });
            return consumer;
        } catch (RuntimeException e) {
            close(consumer);
            throw e;
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        int ofAPartition = MOST_BYTES / lanes.partitions();
        Consumer<byte[], byte[]> consumer =
                LogClients.consumer(
                        kafka,
                        Map.of(
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS,
                                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES,
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, ofAPartition,
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS,
                                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS));
        consumer.assign(partitions);
        return consumer;
    }

    List<Logged> poll(Consumer<byte[], byte[]> consumer) {
        List<Logged> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
            records.add(new Logged(each.partition(), each.offset(), metadata(each)));
        }
        return records;
    }

    private @Nullable Metadata metadata(ConsumerRecord<byte[], byte[]> record) {
        try {
            Metadata metadata = RecordFormat.read(record).metadata();
            return metadata.lane() >= 0 && metadata.lane() < lanes.perCategory() ? metadata : null;
        } catch (RecordFormat.MalformedRecordException e) {
            LOG.warnf("feed: %s", e.getMessage());
            return null;
        }
    }

    static void close(Consumer<byte[], byte[]> consumer) {
        consumer.close(CloseOptions.timeout(CLOSE));
    }

    @Override
    public void close() {
        for (var consumer = idle.pollFirst(); consumer != null; consumer = idle.pollFirst()) {
            close(consumer);
        }
    }
}
