package dev.cinestream.eventsourcing.history;

/// Where an event of a known revision lies in Kafka.
public record Position(String topic, int partition, long offset, long revision) {}
