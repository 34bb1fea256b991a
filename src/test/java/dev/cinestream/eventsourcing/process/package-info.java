/// Reactions, under redelivery, failure and restart.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.process;
