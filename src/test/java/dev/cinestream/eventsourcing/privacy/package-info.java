/// Persons in events, and how they are erased.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.privacy;
