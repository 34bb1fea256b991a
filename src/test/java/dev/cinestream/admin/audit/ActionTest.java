package dev.cinestream.admin.audit;

import dev.cinestream.admin.AdminModule;
import dev.cinestream.admin.audit.Action.Outcome;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What may be written down of an action, and in which order (CS-10).
class ActionTest {

    private static final List<String> ROLES = List.of("ops");
    private static final AuditCommand BEGIN =
            new AuditCommand.Begin("projection.rebuild", "catalog", ROLES);
    private static final AuditCommand END = new AuditCommand.End(Outcome.DONE, "");
    private static final AuditCommand TAKE =
            new AuditCommand.Take("outbox.read", "outbox", ROLES, Outcome.DONE, "");
    private static final AuditEvent BEGUN =
            new AuditEvent.ActionBegun("projection.rebuild", "catalog", ROLES);
    private static final AuditEvent ENDED =
            new AuditEvent.ActionEnded("projection.rebuild", Outcome.DONE, "");
    private static final AuditEvent TAKEN =
            new AuditEvent.ActionTaken("outbox.read", "outbox", ROLES, Outcome.DONE, "");

    private final DeciderKit<AuditCommand, AuditState, AuditEvent, AuditRejection> audit =
            new DeciderKit<>(AdminModule.AUDIT);

    @Test
    void what_changes_something_is_written_down_before_and_after() {
        audit.given(List.of()).when(BEGIN).then(BEGUN);
        audit.given(List.of(BEGUN)).when(END).then(ENDED);
    }

    @Test
    void what_only_reads_is_written_down_at_once() {
        audit.given(List.of()).when(TAKE).then(TAKEN);
    }

    @Test
    void an_action_begins_once() {
        audit.given(List.of(BEGUN)).when(BEGIN).thenRejected(new AuditRejection.AlreadyBegun());
        audit.given(List.of(BEGUN, ENDED))
                .when(BEGIN)
                .thenRejected(new AuditRejection.AlreadyBegun());
        audit.given(List.of(TAKEN)).when(TAKE).thenRejected(new AuditRejection.AlreadyBegun());
    }

    @Test
    void an_action_ends_once_and_only_if_it_was_begun() {
        audit.given(List.of()).when(END).thenRejected(new AuditRejection.NotOpen());
        audit.given(List.of(BEGUN, ENDED)).when(END).thenRejected(new AuditRejection.NotOpen());
        audit.given(List.of(TAKEN)).when(END).thenRejected(new AuditRejection.NotOpen());
    }
}
