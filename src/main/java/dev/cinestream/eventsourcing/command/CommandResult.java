package dev.cinestream.eventsourcing.command;

import dev.cinestream.eventsourcing.log.ConsistencyToken;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a command ended. Trouble (database away, queue full) is a failed `Uni` instead, with an exception of this package.
///
/// @param <R> the aggregate's rejections
public sealed interface CommandResult<R> {

    /// Done, and durable as asked.
    ///
    /// @param revision the stream's revision after it (the `ETag`)
    /// @param token where its last event lies in its lane; null when the stream has no event at all
    /// @param replayed it was done before, under the same command id; this is the first answer again
    record Committed<R>(
            UUID streamId, long revision, @Nullable ConsistencyToken token, boolean replayed)
            implements CommandResult<R> {}

    /// The aggregate's rules say no.
    record Rejected<R>(R rejection) implements CommandResult<R> {}

    /// The caller saw another revision than there is.
    record StaleRevision<R>(long expected, long actual) implements CommandResult<R> {}

    /// The command id was used before for something else.
    record CommandIdReused<R>() implements CommandResult<R> {}

    /// One of its events could not be published: too large or not serialisable. Nothing happened.
    record Unpublishable<R>(String detail) implements CommandResult<R> {}
}
