/// From a command to a commit: batches, heads, idempotency keys, lanes.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.command;
