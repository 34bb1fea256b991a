/// From the commit to Kafka: the outbox ring, who may relay it, and the relay.
@org.jspecify.annotations.NullMarked
package dev.cinestream.eventsourcing.outbox;
