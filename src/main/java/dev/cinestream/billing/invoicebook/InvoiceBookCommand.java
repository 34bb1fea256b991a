package dev.cinestream.billing.invoicebook;

import java.time.Instant;
import java.util.UUID;

/// What may be asked of a book.
public sealed interface InvoiceBookCommand {

    /// The next number, for a document.
    ///
    /// @param seller whose number it is, as it stands in it: `CS`
    /// @param document the invoice's id, or the refund's that a credit note is about
    /// @param invoice that is numbered, or that the credit note is about
    /// @param at the document's date
    record AssignNumber(
            String seller, int year, Series series, UUID document, UUID invoice, Instant at)
            implements InvoiceBookCommand {}
}
