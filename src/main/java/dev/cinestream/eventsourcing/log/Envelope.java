package dev.cinestream.eventsourcing.log;

/// An event and its metadata.
///
/// @param <E> the category's sealed event type
public record Envelope<E>(Metadata metadata, E event) {}
