/// The deadline: an aggregate of the engine's own, by which processes are called back. Plain Java.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.process.deadline;
