/// The smallest aggregate that has everything: for tests of the engine.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.counter;
