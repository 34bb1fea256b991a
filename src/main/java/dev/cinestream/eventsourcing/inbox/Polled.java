package dev.cinestream.eventsourcing.inbox;

import dev.cinestream.eventsourcing.inbox.Watermarks.Lane;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// What one poll of Kafka brought.
public record Polled(List<Delivery> deliveries) {

    /// The events among the records. Goes on from a worker thread: reading thousands would keep an event
    /// loop from everybody else for too long.
    public static Uni<Polled> read(
            String consumer,
            Iterable<ConsumerRecord<byte[], byte[]>> records,
            ConsumerReport report) {
        return Uni.createFrom()
                .item(() ->
                        new Polled(
                                Delivery.of(
                                        records,
                                        malformed -> report.malformed(consumer, malformed))))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    public boolean isEmpty() {
        return deliveries.isEmpty();
    }

    public Set<Lane> lanes() {
        return deliveries.stream()
                .map(each -> each.recorded().metadata())
                .map(event -> new Lane(event.category(), event.lane()))
                .collect(Collectors.toSet());
    }

    public Set<UUID> streams() {
        return deliveries.stream()
                .map(each -> each.recorded().metadata().streamId())
                .collect(Collectors.toSet());
    }

    /// Where each partition's records begin.
    Map<TopicPartition, Long> from() {
        Map<TopicPartition, Long> from = new HashMap<>();
        deliveries.forEach(each -> from.merge(at(each), each.offset(), Math::min));
        return from;
    }

    /// Where each partition goes on.
    Map<TopicPartition, Long> next() {
        Map<TopicPartition, Long> next = new HashMap<>();
        deliveries.forEach(each -> next.merge(at(each), each.offset() + 1, Math::max));
        return next;
    }

    private static TopicPartition at(Delivery delivery) {
        return new TopicPartition(delivery.topic(), delivery.partition());
    }
}
