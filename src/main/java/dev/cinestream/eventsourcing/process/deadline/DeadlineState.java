package dev.cinestream.eventsourcing.process.deadline;

import java.time.Instant;
import java.util.UUID;

/// Whether a deadline runs.
public sealed interface DeadlineState {

    /// Never set, cancelled, or passed.
    record Idle() implements DeadlineState {}

    record Running(String process, UUID about, String purpose, Instant dueAt)
            implements DeadlineState {}
}
