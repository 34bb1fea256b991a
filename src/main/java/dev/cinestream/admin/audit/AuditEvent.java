package dev.cinestream.admin.audit;

import dev.cinestream.admin.audit.Action.Outcome;
import java.util.List;

/// What was done at the admin API. The actor, the time, the reason and the correlation id are in the metadata.
public sealed interface AuditEvent {

    /// Written down before something is changed. Without an end it was cut off.
    record ActionBegun(String action, String target, List<String> roles) implements AuditEvent {}

    record ActionEnded(String action, Outcome outcome, String detail) implements AuditEvent {}

    /// Something was read, or denied.
    record ActionTaken(
            String action, String target, List<String> roles, Outcome outcome, String detail)
            implements AuditEvent {}
}
