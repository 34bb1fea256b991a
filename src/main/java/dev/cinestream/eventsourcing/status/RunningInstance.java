package dev.cinestream.eventsourcing.status;

import java.time.Instant;

/// A process of this application that says it is alive.
///
/// @param alive whether it said so in time
public record RunningInstance(String id, Instant startedAt, Instant expiresAt, boolean alive) {}
