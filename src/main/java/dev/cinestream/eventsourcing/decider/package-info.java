/// The pure heart: what an aggregate may do, as values. Imports `java.*` only.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.decider;
