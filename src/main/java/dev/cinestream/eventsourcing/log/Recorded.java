package dev.cinestream.eventsourcing.log;

/// An event as it is stored: metadata, and the payload's bytes (JSON, personal fields encrypted).
///
/// Not compared by value: arrays have none.
@SuppressWarnings(
        "ArrayRecordComponent") // bytes on their way through; nobody compares or keeps them
public record Recorded(Metadata metadata, byte[] payload) {}
