package dev.cinestream.eventsourcing.heads;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// One stream as far as the log was read.
final class Folded<S> {

    final TopicPartition at;
    final long firstOffset;
    S state;
    long revision;
    String checksum = "";
    HeadFinding.@Nullable Kind broken;

    /// What it takes in memory, about.
    long bytes;

    Folded(TopicPartition at, long firstOffset, S initial) {
        this.at = at;
        this.firstOffset = firstOffset;
        this.state = initial;
    }

    /// States grow slowly: they are measured when the number of events has doubled.
    boolean isToBeMeasured() {
        return (revision & (revision - 1)) == 0;
    }
}
