package dev.cinestream.admin.audit;

import dev.cinestream.admin.audit.Action.Outcome;

/// How far an action is.
public sealed interface AuditState {

    record None() implements AuditState {}

    record Open(String action) implements AuditState {}

    record Closed(Outcome outcome) implements AuditState {}
}
