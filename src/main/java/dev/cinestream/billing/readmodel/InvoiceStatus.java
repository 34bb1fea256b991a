package dev.cinestream.billing.readmodel;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// Where an invoice stands.
@RegisterForReflection
public enum InvoiceStatus {
    /// It has no number yet.
    DRAFT,
    /// To be paid.
    OPEN,
    PAID,
    /// Collecting it was given up.
    UNCOLLECTIBLE
}
