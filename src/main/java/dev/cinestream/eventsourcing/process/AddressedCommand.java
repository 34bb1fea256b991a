package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command and the aggregate it is for: what a reaction answers.
///
/// @param reason why, for the event's metadata
public record AddressedCommand<C, S, E, R extends Rejection>(
        AggregateType<C, S, E, R> type, UUID streamId, C command, @Nullable String reason) {

    public static <C, S, E, R extends Rejection> AddressedCommand<C, S, E, R> of(
            AggregateType<C, S, E, R> type, UUID streamId, C command) {
        return new AddressedCommand<>(type, streamId, command, null);
    }
}
