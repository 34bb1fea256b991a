package dev.cinestream.eventsourcing.feed;

import dev.cinestream.eventsourcing.log.Metadata;

/// What a follower is given. Followers are told that something happened; what, they look up.
public sealed interface FeedItem {

    /// Something happened that it has not been told of before.
    ///
    /// @param position where to go on after it
    record Happened(Metadata metadata, String position) implements FeedItem {}

    /// Nothing happened for a while, or what happened has been passed over; the feed is alive.
    record Quiet(String position) implements FeedItem {}

    /// The last item: the follower is not served any more, and may go on from where it is.
    record Ended(Why why, String position) implements FeedItem {}

    /// Why a feed ends.
    enum Why {
        /// It took items more slowly than they came.
        TOO_SLOW,
        /// Old events could not be read.
        LOG_UNREADABLE,
        /// This instance stops.
        STOPPING
    }
}
