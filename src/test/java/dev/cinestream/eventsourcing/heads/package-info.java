/// Rebuilds against the real broker and the real database.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.heads;
