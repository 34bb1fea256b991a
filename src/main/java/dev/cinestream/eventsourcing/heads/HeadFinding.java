package dev.cinestream.eventsourcing.heads;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that Postgres and the log do not agree about.
///
/// @param stream null when it is about a whole lane
/// @param inTable the head's revision, or the lane's sequence; 0 when there is none
/// @param inLog the same as the log has it
public record HeadFinding(Kind kind, int lane, @Nullable UUID stream, long inTable, long inLog) {

    /// What is wrong, and what a rebuild does about it.
    public enum Kind {
        /// The log has the stream, the table does not: written.
        MISSING,
        /// The head is older than the log: written.
        BEHIND,
        /// The head has more events than the log, which lacks none of its lane: the head is wrong, and written or deleted.
        AHEAD,
        /// Same revision, other checksum of its event: written.
        CHECKSUM,
        /// Same event, other state: written.
        STATE,
        /// The lane's counter is lower than the log's last sequence: raised.
        LANE_BEHIND,
        /// The lane's counter is higher than the log's last sequence, and nothing is left in the outbox: events are lost.
        /// Neither it nor heads that are ahead are touched: they may be all that is left of what was acknowledged.
        LANE_AHEAD,
        /// The log lacks a revision of the stream: not touched.
        HOLE,
        /// An event of the stream cannot be read or applied: not touched.
        UNREADABLE
    }
}
