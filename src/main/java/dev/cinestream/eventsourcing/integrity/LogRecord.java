package dev.cinestream.eventsourcing.integrity;

import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.RecordFormat.MalformedRecordException;
import dev.cinestream.eventsourcing.log.Recorded;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// A record of the log as a scan sees it.
sealed interface LogRecord {

    TopicPartition partition();

    long offset();

    default String at() {
        return partition().topic() + "/" + partition().partition() + "@" + offset();
    }

    /// An event of ours, whatever it says.
    record Event(TopicPartition partition, long offset, Recorded recorded) implements LogRecord {}

    record Malformed(TopicPartition partition, long offset, String why) implements LogRecord {}

    static LogRecord read(TopicPartition partition, ConsumerRecord<byte[], byte[]> consumed) {
        try {
            return new Event(partition, consumed.offset(), RecordFormat.read(consumed));
        } catch (MalformedRecordException e) {
            return new Malformed(partition, consumed.offset(), String.valueOf(e.getMessage()));
        }
    }
}
