package dev.cinestream.admin.audit;

import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;

/// One action of one person at the admin API, as a stream of its own. Who, when and why are in the events' metadata.
///
/// ```
/// None ──Begin──▶ Open ──End──▶ Closed     what changes something: written down before, and again after
///   └────────────Take─────────▶ Closed     what only reads, or was denied: written down before it is answered
/// ```
///
/// 1. An action begins once, and ends once.
/// 2. An action that was begun and has no end was cut off: its outcome is unknown.
public final class Action implements Decider<AuditCommand, AuditState, AuditEvent, AuditRejection> {

    /// How an action ended.
    public enum Outcome {
        DONE,
        /// The answer was no: not there, not allowed, not now.
        REFUSED,
        /// It should have worked and did not.
        FAILED
    }

    @Override
    public AuditState initial() {
        return new AuditState.None();
    }

    @Override
    public Decision<AuditEvent, AuditRejection> decide(AuditCommand command, AuditState state) {
        return switch (command) {
            case AuditCommand.Begin begin -> decideBegin(begin, state);
            case AuditCommand.End end -> decideEnd(end, state);
            case AuditCommand.Take take -> decideTake(take, state);
        };
    }

    private static Decision<AuditEvent, AuditRejection> decideBegin(
            AuditCommand.Begin begin, AuditState state) {
        return state instanceof AuditState.None
                ? Decision.accept(
                        new AuditEvent.ActionBegun(begin.action(), begin.target(), begin.roles()))
                : Decision.reject(new AuditRejection.AlreadyBegun());
    }

    private static Decision<AuditEvent, AuditRejection> decideEnd(
            AuditCommand.End end, AuditState state) {
        return state instanceof AuditState.Open(String action)
                ? Decision.accept(new AuditEvent.ActionEnded(action, end.outcome(), end.detail()))
                : Decision.reject(new AuditRejection.NotOpen());
    }

    private static Decision<AuditEvent, AuditRejection> decideTake(
            AuditCommand.Take take, AuditState state) {
        return state instanceof AuditState.None
                ? Decision.accept(
                        new AuditEvent.ActionTaken(
                                take.action(),
                                take.target(),
                                take.roles(),
                                take.outcome(),
                                take.detail()))
                : Decision.reject(new AuditRejection.AlreadyBegun());
    }

    @Override
    public AuditState evolve(AuditState state, AuditEvent event) {
        return switch (event) {
            case AuditEvent.ActionBegun begun -> new AuditState.Open(begun.action());
            case AuditEvent.ActionEnded ended -> new AuditState.Closed(ended.outcome());
            case AuditEvent.ActionTaken taken -> new AuditState.Closed(taken.outcome());
        };
    }
}
