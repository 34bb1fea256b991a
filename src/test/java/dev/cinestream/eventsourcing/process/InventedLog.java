package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.schema.EventCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/// A log of counters that nobody wrote: for consumers of a test's own, whose inboxes begin at nothing.
final class InventedLog {

    private static final Lanes LANES = new Lanes(64, 16, 8);

    private final EventCodec codec = new EventCodec(List.of(Counter.TYPE.stateType()));
    private final Map<UUID, Long> revisions = new HashMap<>();
    private final Map<Integer, Long> sequences = new HashMap<>();
    private final Map<Integer, Long> offsets = new HashMap<>();

    /// The next record of a stream.
    ConsumerRecord<byte[], byte[]> append(UUID stream, Counter.Event event) {
        int lane = LANES.laneOf(stream);
        int partition = LANES.partitionOf(lane);
        var metadata =
                new Metadata(
                        Uuid7.next(),
                        Counter.EVENTS.nameOf(event),
                        Counter.TYPE.category(),
                        stream,
                        revisions.merge(stream, 1L, Long::sum),
                        lane,
                        sequences.merge(lane, 1L, Long::sum),
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        "correlation of " + stream,
                        "cause",
                        "alice",
                        null,
                        "00",
                        null);
        byte[] payload = codec.write(event, event.getClass(), _ -> null);
        ProducerRecord<byte[], byte[]> sent =
                RecordFormat.write(
                        Counter.TYPE.topic(), partition, 1, new Recorded(metadata, payload));
        return new ConsumerRecord<>(
                sent.topic(),
                partition,
                offsets.merge(partition, 1L, Long::sum) - 1,
                metadata.recordedAt().toEpochMilli(),
                TimestampType.CREATE_TIME,
                sent.key().length,
                sent.value().length,
                sent.key(),
                sent.value(),
                sent.headers(),
                java.util.Optional.empty());
    }

    static ConsumerRecords<byte[], byte[]> poll(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition =
                new LinkedHashMap<>();
        records.forEach(each ->
                byPartition
                        .computeIfAbsent(
                                new TopicPartition(each.topic(), each.partition()),
                                _ -> new ArrayList<>())
                        .add(each));
        return new ConsumerRecords<>(byPartition, Map.of());
    }

    static UUID idOf(ConsumerRecord<byte[], byte[]> sent) {
        return RecordFormat.read(sent).metadata().id();
    }

    static Lane laneOf(UUID stream) {
        return new Lane(Counter.TYPE.category(), LANES.laneOf(stream));
    }
}
