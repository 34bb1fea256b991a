/// The event-sourcing engine: no business word in it, and it imports nothing of ours.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing;
