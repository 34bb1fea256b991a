package dev.cinestream.admin.web;

import dev.cinestream.eventsourcing.status.ConsumerGroup;
import dev.cinestream.eventsourcing.status.OutboxSlot;
import dev.cinestream.eventsourcing.status.RelayStatus;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What ops see of outbox, leases and consumer groups.
public final class MachineryViews {

    private MachineryViews() {}

    @Schema(name = "Outbox", description = "What is committed and not yet in Kafka")
    public record OutboxView(
            long waitingTransactions,
            long waitingEvents,
            long waitingBytes,
            @Schema(description = "Whether events and bytes were counted, not estimated")
                    boolean exact,
            @Schema(description = "When the first waiting event was decided")
                    @Nullable Instant oldest,
            @Schema(description = "The tables of the ring") List<OutboxSlot> slots) {

        static OutboxView of(List<RelayStatus> groups, List<OutboxSlot> slots) {
            return new OutboxView(
                    groups.stream().mapToLong(RelayStatus::rows).sum(),
                    groups.stream().mapToLong(RelayStatus::events).sum(),
                    groups.stream().mapToLong(RelayStatus::bytes).sum(),
                    groups.stream().allMatch(RelayStatus::exact),
                    groups.stream()
                            .map(RelayStatus::oldest)
                            .filter(java.util.Objects::nonNull)
                            .min(Instant::compareTo)
                            .orElse(null),
                    slots);
        }
    }

    @Schema(name = "LaneLease", description = "Who relays a lane group, and how far it is")
    public record LeaseView(
            int group,
            @Schema(description = "The instance; absent when nobody holds it")
                    @Nullable String owner,
            @Schema(description = "Rises with every change of owner") long epoch,
            @Nullable Instant expiresAt,
            @Schema(description = "Whether somebody holds it and renewed it in time") boolean held,
            long committedTransactions,
            long relayedTransactions,
            long waitingTransactions) {

        static LeaseView of(RelayStatus group) {
            return new LeaseView(
                    group.group(),
                    group.owner(),
                    group.epoch(),
                    group.expiresAt(),
                    group.held(),
                    group.committed(),
                    group.relayed(),
                    group.rows());
        }
    }

    @Schema(name = "ConsumerGroup", description = "A consumer group as Kafka knows it")
    public record GroupView(String name, String state, long lag, List<PartitionView> partitions) {

        static GroupView of(ConsumerGroup group) {
            return new GroupView(
                    group.name(),
                    group.state(),
                    group.partitions().stream().mapToLong(ConsumerGroup.Partition::lag).sum(),
                    group.partitions().stream().map(PartitionView::of).toList());
        }
    }

    @Schema(name = "ConsumerGroupPartition")
    public record PartitionView(
            String topic,
            int partition,
            @Schema(description = "The committed offset; absent when there is none")
                    @Nullable Long next,
            long end,
            long lag,
            @Schema(description = "The client that reads it now") @Nullable String member) {

        static PartitionView of(ConsumerGroup.Partition of) {
            return new PartitionView(
                    of.topic(), of.partition(), of.next(), of.end(), of.lag(), of.member());
        }
    }
}
