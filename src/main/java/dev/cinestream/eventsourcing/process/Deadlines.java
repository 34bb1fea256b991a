package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.decider.DerivedId;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.process.deadline.Deadline;
import dev.cinestream.eventsourcing.process.deadline.DeadlineCommand;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent;
import dev.cinestream.eventsourcing.process.deadline.DeadlineState;
import dev.cinestream.eventsourcing.schema.EventTypes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.util.UUID;

/// Deadlines, as a process sees them: commands among its others. So a deadline is set with the certainty of any other
/// command, once, and in the log; and what may race (it passes, it is cancelled, it is moved) is decided in one place.
@Dependent
@RegisterForReflection(
        targets = {
            DeadlineEvent.DeadlineSet.class,
            DeadlineEvent.DeadlineCancelled.class,
            DeadlineEvent.DeadlinePassed.class,
            DeadlineState.class,
            DeadlineState.Idle.class,
            DeadlineState.Running.class
        })
public class Deadlines {

    public static final EventTypes<DeadlineEvent> EVENTS =
            EventTypes.of(DeadlineEvent.class)
                    .type("engine.deadline-set.v1", DeadlineEvent.DeadlineSet.class)
                    .type("engine.deadline-cancelled.v1", DeadlineEvent.DeadlineCancelled.class)
                    .type("engine.deadline-passed.v1", DeadlineEvent.DeadlinePassed.class);

    public static final AggregateType<DeadlineCommand, DeadlineState, DeadlineEvent, Rejection>
            TYPE =
                    new AggregateType<>(
                            "engine.deadline", new Deadline(), EVENTS, DeadlineState.class);

    /// A process is called back at this moment, or soon after it, once; see [ProcessManager#passed]. Set again for the same
    /// purpose, the deadline is moved.
    public static AddressedCommand<?, ?, ?, ?> set(
            String process, UUID about, String purpose, Instant dueAt) {
        return AddressedCommand.of(
                TYPE,
                id(process, about, purpose),
                new DeadlineCommand.SetDeadline(process, about, purpose, dueAt));
    }

    /// The process is not called back, unless it was already.
    public static AddressedCommand<?, ?, ?, ?> cancel(String process, UUID about, String purpose) {
        return AddressedCommand.of(
                TYPE, id(process, about, purpose), new DeadlineCommand.CancelDeadline());
    }

    static UUID id(String process, UUID about, String purpose) {
        return DerivedId.of("deadline", process, about.toString(), purpose);
    }

    @Produces
    AggregateType<DeadlineCommand, DeadlineState, DeadlineEvent, Rejection> deadline() {
        return TYPE;
    }
}
