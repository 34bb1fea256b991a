package dev.cinestream.platform.metrics;

import dev.cinestream.eventsourcing.integrity.LaneIntegrity;
import dev.cinestream.eventsourcing.status.ConsumerStatus;
import dev.cinestream.eventsourcing.status.DeadlineStatus.Due;
import dev.cinestream.eventsourcing.status.OutboxSlot;
import dev.cinestream.eventsourcing.status.RelayStatus;
import dev.cinestream.eventsourcing.status.RunningInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The engine at one look. The cluster's, not this instance's: every instance tells the same, up to the time of its look.
record EngineState(
        Instant at,
        List<RelayStatus> groups,
        List<OutboxSlot> slots,
        List<RunningInstance> instances,
        List<ConsumerStatus> consumers,
        List<LaneIntegrity> lanes,
        Due deadlines) {

    static final EngineState UNKNOWN =
            new EngineState(
                    Instant.EPOCH,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    new Due(0, Duration.ZERO));

    double waitingTransactions() {
        return groups.stream().mapToLong(RelayStatus::rows).sum();
    }

    double waitingEvents() {
        return groups.stream().mapToLong(RelayStatus::events).sum();
    }

    double waitingBytes() {
        return groups.stream().mapToLong(RelayStatus::bytes).sum();
    }

    /// How long the first event that Kafka lacks has been committed.
    double waitingSeconds() {
        return groups.stream()
                        .map(RelayStatus::oldest)
                        .filter(Objects::nonNull)
                        .mapToLong(oldest -> Math.max(0, Duration.between(oldest, at).toMillis()))
                        .max()
                        .orElse(0)
                / 1_000.0;
    }

    double outboxBytes() {
        return slots.stream().mapToLong(OutboxSlot::bytes).sum();
    }

    double orphanGroups() {
        return groups.stream().filter(group -> !group.held()).count();
    }

    double dueDeadlines() {
        return deadlines.due();
    }

    double lateSeconds() {
        return deadlines.late().toMillis() / 1_000.0;
    }

    double aliveInstances() {
        return instances.stream().filter(RunningInstance::alive).count();
    }

    /// Of each category, what waits in the lane where most does.
    Map<String, Long> laneLag() {
        Map<String, Long> worst = new TreeMap<>();
        lanes.forEach(lane -> worst.merge(lane.category(), lane.inOutbox(), Math::max));
        return worst;
    }
}
