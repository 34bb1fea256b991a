package dev.cinestream.admin.audit;

import dev.cinestream.admin.audit.Action.Outcome;
import java.util.List;

/// What is to be written down.
public sealed interface AuditCommand {

    /// An action that will change something.
    ///
    /// @param action what, for example `projection.rebuild`
    /// @param target on what, for example `catalog`
    /// @param roles what the actor was at that moment
    record Begin(String action, String target, List<String> roles) implements AuditCommand {}

    /// What became of it.
    ///
    /// @param detail for the reader of the log; never personal data
    record End(Outcome outcome, String detail) implements AuditCommand {}

    /// An action that changed nothing, all at once.
    record Take(String action, String target, List<String> roles, Outcome outcome, String detail)
            implements AuditCommand {}
}
