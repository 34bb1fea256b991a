package dev.cinestream.eventsourcing.integrity;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that is not as it was committed, named as closely as it can be.
///
/// @param lane and `sequence`: its place in the order of the category
/// @param stream and `revision`: its place in its stream
/// @param event the id it carries
/// @param at where it lies in Kafka, as `topic/partition@offset`; null when it lies nowhere
/// @param detail what is wrong, in a sentence; never a payload
@RegisterForReflection
public record Finding(
        Kind kind,
        String category,
        @Nullable Integer lane,
        @Nullable Long sequence,
        @Nullable UUID stream,
        @Nullable Long revision,
        @Nullable UUID event,
        @Nullable String at,
        String detail) {

    /// What can be wrong.
    public enum Kind {
        /// A lane has a hole: sequences that were committed and are in no record.
        MISSING,
        /// A stream has a hole: revisions that are in no record.
        MISSING_IN_STREAM,
        /// The checksum does not fit the bytes and the event before.
        CHANGED,
        /// An event comes after one that was committed later.
        REORDERED,
        /// One event, or one place in a stream, twice in the order.
        DOUBLED,
        /// A repeat of a lane's sequence with other bytes than the first.
        FALSE_REPEAT,
        /// An event outside its category or its lane.
        MISPLACED,
        /// A record that is no event of ours.
        MALFORMED,
        /// Postgres and the log do not agree about the end of a stream.
        HEAD_DIFFERS,
        /// The log has a sequence that Postgres never gave.
        UNCOMMITTED
    }
}
