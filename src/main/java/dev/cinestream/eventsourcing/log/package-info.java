/// The log of record: categories, lanes, positions, and the records as they lie in Kafka.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.log;
