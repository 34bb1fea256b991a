package dev.cinestream.billing.readmodel;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// The accounts of the journal.
@RegisterForReflection
public enum LedgerAccount {
    /// What customers owe.
    RECEIVABLE,
    /// What the payment provider took in and paid out.
    CASH,
    /// What customers have in credit.
    CREDIT,
    REVENUE,
    /// Tax that is owed to a state.
    TAX,
    /// What nobody will pay.
    BAD_DEBT,
    /// What is on its way back to customers.
    REFUNDS,
    /// Credit given for nothing.
    GOODWILL
}
