package dev.cinestream.eventsourcing.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a consumer of the log is: a projection, or whatever else keeps an inbox.
///
/// @param generation of its read model; null when it serves none
/// @param eventsBehind committed and not yet applied
/// @param behind how long the first of them has been committed; zero when there is none, a lower bound when it was
///     committed before this process began to look
/// @param stopped lanes that stand still because an event is missing
/// @param parkedStreams streams in quarantine
public record ConsumerStatus(
        String name,
        @Nullable Generation generation,
        List<String> categories,
        long eventsBehind,
        Duration behind,
        List<StoppedLane> stopped,
        long parkedStreams,
        long parkedEvents) {

    /// The tables that serve.
    ///
    /// @param version of the projection they were made by
    public record Generation(int number, int version, Instant servingSince) {}

    /// A lane that waits for what comes after `applied`.
    ///
    /// @param fromOffset where in the partition it is read again from
    public record StoppedLane(String category, int lane, long applied, long fromOffset) {}
}
