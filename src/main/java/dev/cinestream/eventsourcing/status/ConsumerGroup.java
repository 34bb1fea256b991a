package dev.cinestream.eventsourcing.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A consumer group as Kafka knows it. Its offsets serve tools: where our consumers go on reading, their inbox says.
///
/// @param state as Kafka names it, for example `STABLE`
public record ConsumerGroup(String name, String state, List<Partition> partitions) {

    /// @param next the offset after the last one committed; null when none was
    /// @param end the offset of the next record to be written
    /// @param member the client that reads it now; null when nobody does
    public record Partition(
            String topic, int partition, @Nullable Long next, long end, @Nullable String member) {

        public long lag() {
            return next == null ? end : Math.max(0, end - next);
        }
    }
}
