/// Damage of every kind, and how it is found and named.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.integrity;
