package dev.cinestream.eventsourcing.status;

import java.time.Instant;

/// One of the outbox's tables.
///
/// @param state `empty`, `writing` or `draining`
/// @param bytes on disk, also of rows that were relayed and not yet emptied
public record OutboxSlot(int slot, String state, Instant since, long bytes) {}
