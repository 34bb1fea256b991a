package dev.cinestream.eventsourcing.process.deadline;

import java.time.Instant;
import java.util.UUID;

/// What happened to a deadline.
public sealed interface DeadlineEvent {

    record DeadlineSet(String process, UUID about, String purpose, Instant dueAt)
            implements DeadlineEvent {}

    record DeadlineCancelled() implements DeadlineEvent {}

    /// It says all that the process it calls back needs to know.
    record DeadlinePassed(String process, UUID about, String purpose, Instant dueAt)
            implements DeadlineEvent {}
}
