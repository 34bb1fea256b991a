/// The test kit for deciders.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.decider;
