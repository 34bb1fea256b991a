package dev.cinestream.billing.invoicebook;

import java.util.List;
import java.util.UUID;

/// How far a book is.
///
/// @param last the number that was assigned last
/// @param recent the documents that were numbered last, the newest at the end
public record InvoiceBookState(long last, List<UUID> recent) {

    public InvoiceBookState {
        recent = List.copyOf(recent);
    }
}
