package dev.cinestream.eventsourcing.command;

import org.jspecify.annotations.Nullable;

/// Everything about a command besides what it asks.
///
/// @param commandId the idempotency key, unique per caller: a second command with the same id (and the same fingerprint)
///     is answered with the first one's result and does nothing. The edge builds it as `<subject>:<Idempotency-Key>`, or from a
///     fresh UUIDv7 when the caller sent no key; a process manager derives it from the event
/// @param fingerprint a hash of what was asked; the same id with another fingerprint is refused
/// @param expectedRevision the revision the caller saw (`If-Match`), or null for any; 0 means "does not exist yet"
/// @param actor who asks: the token's subject, or `system:<part>`
/// @param correlationId the request that began it all
/// @param causationId what caused this command: itself, or the event a process manager reacts to
/// @param reason why, in the actor's words
/// @param traceparent W3C trace context
/// @param durability when the command counts as done
public record CommandContext(
        String commandId,
        String fingerprint,
        @Nullable Long expectedRevision,
        String actor,
        String correlationId,
        String causationId,
        @Nullable String reason,
        @Nullable String traceparent,
        Durability durability) {

    /// When a command counts as done.
    public enum Durability {
        /// Committed in Postgres, synchronously.
        COMMIT,
        /// And acknowledged by Kafka (`Prefer: durability=log`).
        LOG
    }
}
