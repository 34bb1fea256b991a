package dev.cinestream.eventsourcing.process.deadline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// What may be asked of a deadline.
public sealed interface DeadlineCommand {

    /// Call back at this moment; one that runs already is moved.
    ///
    /// @param process who is called back
    /// @param about which of its processes
    /// @param purpose what for: one process may have a deadline for each of its purposes
    /// @param dueAt to the microsecond, as Postgres keeps it
    record SetDeadline(String process, UUID about, String purpose, Instant dueAt)
            implements DeadlineCommand {
        public SetDeadline {
            dueAt = dueAt.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// Do not call back.
    record CancelDeadline() implements DeadlineCommand {}

    /// This moment has come. Nothing happens when the deadline was moved or cancelled meanwhile.
    record PassDeadline(Instant dueAt) implements DeadlineCommand {}
}
