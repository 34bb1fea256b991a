package dev.cinestream.billing.invoicebook;

import java.time.Instant;
import java.util.UUID;

/// What happens in a book.
public sealed interface InvoiceBookEvent {

    /// @param number from 1, without a hole
    /// @param text the number as it stands on the document: `CS-2026-000001`
    /// @param document the invoice's id, or the refund's that a credit note is about
    /// @param invoice that is numbered, or that the credit note is about
    /// @param at the document's date
    record NumberAssigned(
            Series series, long number, String text, UUID document, UUID invoice, Instant at)
            implements InvoiceBookEvent {}
}
