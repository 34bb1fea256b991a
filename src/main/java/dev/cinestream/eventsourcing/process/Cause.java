package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.log.Metadata;
import org.jspecify.annotations.Nullable;

/// What brings a reaction's command about.
///
/// @param reaction the policy or process
/// @param correlationId the request that began it all, kept
/// @param causationId the event (or deadline) reacted to
public record Cause(
        String reaction, String correlationId, String causationId, @Nullable String traceparent) {

    static Cause of(String reaction, Metadata event) {
        return new Cause(
                reaction, event.correlationId(), event.id().toString(), event.traceparent());
    }

    /// What a command that follows from it carries. Its fingerprint says no more than its id: a second try may word the command
    /// otherwise and is still the same.
    CommandContext context(String commandId, @Nullable String reason) {
        return new CommandContext(
                commandId,
                reaction,
                null,
                actor(),
                correlationId,
                causationId,
                reason,
                traceparent,
                Durability.COMMIT);
    }

    /// Who acts: `system:<reaction>`.
    String actor() {
        return "system:" + reaction;
    }
}
