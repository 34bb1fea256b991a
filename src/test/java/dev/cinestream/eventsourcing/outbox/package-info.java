/// How rows leave the outbox, in order and without a hole.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.outbox;
