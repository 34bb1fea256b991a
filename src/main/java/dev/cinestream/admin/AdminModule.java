package dev.cinestream.admin;

import dev.cinestream.admin.audit.Action;
import dev.cinestream.admin.audit.AuditCommand;
import dev.cinestream.admin.audit.AuditEvent;
import dev.cinestream.admin.audit.AuditRejection;
import dev.cinestream.admin.audit.AuditState;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.schema.EventTypes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/// What the engine is told of this module: its actions, and that their log is the topic `audit-log`.
@Dependent
@RegisterForReflection(
        targets = {
            AuditEvent.ActionBegun.class,
            AuditEvent.ActionEnded.class,
            AuditEvent.ActionTaken.class,
            AuditState.class,
            AuditState.None.class,
            AuditState.Open.class,
            AuditState.Closed.class,
            Action.class,
            Action.Outcome.class
        })
public class AdminModule {

    private static final int PARTITIONS = 6;
    private static final long FOR_EVER = -1;

    public static final EventTypes<AuditEvent> AUDIT_EVENTS =
            EventTypes.of(AuditEvent.class)
                    .type("admin.action-begun.v1", AuditEvent.ActionBegun.class)
                    .type("admin.action-ended.v1", AuditEvent.ActionEnded.class)
                    .type("admin.action-taken.v1", AuditEvent.ActionTaken.class);

    public static final AggregateType<AuditCommand, AuditState, AuditEvent, AuditRejection> AUDIT =
            new AggregateType<>(
                    "admin.audit",
                    new Action(),
                    AUDIT_EVENTS,
                    AuditState.class,
                    new AggregateType.Log("audit-log", PARTITIONS, FOR_EVER));

    @Produces
    AggregateType<AuditCommand, AuditState, AuditEvent, AuditRejection> audit() {
        return AUDIT;
    }
}
