package dev.cinestream.eventsourcing.history;

import dev.cinestream.eventsourcing.log.LogClients;
import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// A Kafka consumer that reads single records by their place. Blocks; for one thread at a time.
final class LogReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long MOST_BYTES = 16L << 20;

    /// Records that are cheaper to read over than to seek past.
    private static final long NEAR = 500;

    private final Consumer<byte[], byte[]> consumer;

    LogReader(Map<String, Object> kafka) {
        consumer =
                LogClients.consumer(
                        kafka,
                        Map.of(
                                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20,
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 128 << 10,
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500));
    }

    /// The records there, in order; fewer than asked, but at least one, when they are many megabytes.
    ///
    /// @throws LogReadException when one is not there, is none of ours, or does not come in time
    List<Recorded> read(List<Position> positions, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<Recorded> found = new ArrayList<>(positions.size());
        long bytes = 0;
        while (found.size() < positions.size() && bytes < MOST_BYTES) {
            seek(positions.get(found.size()));
            bytes += readOn(positions, found, deadline);
        }
        return found;
    }

    private void seek(Position position) {
        var at = new TopicPartition(position.topic(), position.partition());
        consumer.assign(List.of(at));
        consumer.seek(at, position.offset());
    }

    /// Reads from a seek on to the end, or to where the next wanted record is far; answers the bytes taken.
    private long readOn(List<Position> positions, List<Recorded> found, long deadline) {
        long bytes = 0;
        while (bytes < MOST_BYTES) {
            if (System.nanoTime() > deadline) {
                throw new LogReadException(
                        positions.get(found.size()) + " was not read in time", null);
            }
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                Position wanted = positions.get(found.size());
                if (each.offset() < wanted.offset()) {
                    continue;
                }
                found.add(taken(each, wanted));
                bytes += Math.max(0, each.serializedValueSize());
                if (found.size() == positions.size()
                        || isFar(wanted, positions.get(found.size()))
                        || bytes >= MOST_BYTES) {
                    return bytes;
                }
            }
        }
        return bytes;
    }

    private static Recorded taken(ConsumerRecord<byte[], byte[]> record, Position wanted) {
        if (record.offset() != wanted.offset()) {
            throw new LogReadException(wanted + " is no longer in the log", null);
        }
        try {
            return RecordFormat.read(record);
        } catch (RecordFormat.MalformedRecordException e) {
            throw new LogReadException(e.getMessage(), e);
        }
    }

    private static boolean isFar(Position last, Position next) {
        return !last.topic().equals(next.topic())
                || last.partition() != next.partition()
                || next.offset() - last.offset() > NEAR;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
