/// History against the real parts.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.history;
