package dev.cinestream.eventsourcing.process;

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

    /// Who acts: `system:<reaction>`.
    String actor() {
        return "system:" + reaction;
    }
}
