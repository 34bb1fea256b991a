package dev.cinestream.eventsourcing.inbox;

import dev.cinestream.eventsourcing.log.RecordFormat;
import dev.cinestream.eventsourcing.log.RecordFormat.MalformedRecordException;
import dev.cinestream.eventsourcing.log.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record as Kafka delivered it.
public record Delivery(Recorded recorded, String topic, int partition, long offset) {

    /// The events among the records.
    ///
    /// @param malformed hears of what is none; if it stood for an event of ours, its sequence is now missing and the lane
    ///     stops
    public static List<Delivery> of(
            Iterable<ConsumerRecord<byte[], byte[]>> records,
            Consumer<MalformedRecordException> malformed) {
        List<Delivery> deliveries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : records) {
            of(each, malformed).ifPresent(deliveries::add);
        }
        return deliveries;
    }

    /// The same for one record.
    public static Optional<Delivery> of(
            ConsumerRecord<byte[], byte[]> record, Consumer<MalformedRecordException> malformed) {
        try {
            return Optional.of(
                    new Delivery(
                            RecordFormat.read(record),
                            record.topic(),
                            record.partition(),
                            record.offset()));
        } catch (MalformedRecordException e) {
            malformed.accept(e);
            return Optional.empty();
        }
    }
}
