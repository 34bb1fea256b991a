package dev.cinestream.eventsourcing.process.deadline;

import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.process.deadline.DeadlineCommand.CancelDeadline;
import dev.cinestream.eventsourcing.process.deadline.DeadlineCommand.PassDeadline;
import dev.cinestream.eventsourcing.process.deadline.DeadlineCommand.SetDeadline;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent.DeadlineCancelled;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent.DeadlinePassed;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent.DeadlineSet;
import dev.cinestream.eventsourcing.process.deadline.DeadlineState.Idle;
import dev.cinestream.eventsourcing.process.deadline.DeadlineState.Running;
import java.time.Instant;

/// A moment at which a process is called back, for one purpose.
///
/// ```
/// Idle ──set──▶ Running ──pass, cancel──▶ Idle
///                └─set─┘ (moved)
/// ```
///
/// Invariants:
/// 1. A deadline that was set passes once, or is cancelled, or is moved; never two of these.
/// 2. It does not pass before the moment it was last set to.
///
/// Nothing is refused: a cancellation that comes too late, and a moment that counts no more, change nothing.
public final class Deadline
        implements Decider<DeadlineCommand, DeadlineState, DeadlineEvent, Rejection> {

    @Override
    public DeadlineState initial() {
        return new Idle();
    }

    @Override
    public Decision<DeadlineEvent, Rejection> decide(DeadlineCommand command, DeadlineState state) {
        return switch (command) {
            case SetDeadline set -> decideSet(set, state);
            case CancelDeadline() ->
                    state instanceof Running
                            ? Decision.accept(new DeadlineCancelled())
                            : Decision.accept();
            case PassDeadline(Instant dueAt) -> decidePass(dueAt, state);
        };
    }

    private static Decision<DeadlineEvent, Rejection> decideSet(
            SetDeadline set, DeadlineState state) {
        var wanted = new Running(set.process(), set.about(), set.purpose(), set.dueAt());
        return state.equals(wanted)
                ? Decision.accept()
                : Decision.accept(
                        new DeadlineSet(set.process(), set.about(), set.purpose(), set.dueAt()));
    }

    private static Decision<DeadlineEvent, Rejection> decidePass(
            Instant dueAt, DeadlineState state) {
        return state instanceof Running running && running.dueAt().equals(dueAt)
                ? Decision.accept(
                        new DeadlinePassed(
                                running.process(), running.about(), running.purpose(), dueAt))
                : Decision.accept();
    }

    @Override
    public DeadlineState evolve(DeadlineState state, DeadlineEvent event) {
        return switch (event) {
            case DeadlineSet(var process, var about, var purpose, var dueAt) ->
                    new Running(process, about, purpose, dueAt);
            case DeadlineCancelled _, DeadlinePassed _ -> new Idle();
        };
    }
}
