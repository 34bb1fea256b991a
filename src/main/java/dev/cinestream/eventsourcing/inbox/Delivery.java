package dev.cinestream.eventsourcing.inbox;

import dev.cinestream.eventsourcing.log.Recorded;

/// A record as Kafka delivered it.
public record Delivery(Recorded recorded, String topic, int partition, long offset) {}
