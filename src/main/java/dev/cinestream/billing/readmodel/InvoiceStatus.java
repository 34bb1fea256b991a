package dev.cinestream.billing.readmodel;

/// Where an invoice stands.
public enum InvoiceStatus {
    /// It has no number yet.
    DRAFT,
    /// To be paid.
    OPEN,
    PAID,
    /// Collecting it was given up.
    UNCOLLECTIBLE
}
