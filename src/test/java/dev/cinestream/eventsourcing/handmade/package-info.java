/// Logs that no relay wrote: old versions of events, and damage of every kind.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.handmade;
