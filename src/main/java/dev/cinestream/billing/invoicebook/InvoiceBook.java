package dev.cinestream.billing.invoicebook;

import dev.cinestream.billing.invoicebook.InvoiceBookCommand.AssignNumber;
import dev.cinestream.billing.invoicebook.InvoiceBookEvent.NumberAssigned;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.DerivedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/// The numbers of a seller's documents of one year and series. One stream, so that no two documents get the same number and
/// none is left out.
///
/// Invariants:
/// 1. Numbers are 1, 2, 3 …, without a hole.
/// 2. A document gets one number: who asks again under the same command id gets no other for a week, and the book itself
///    knows the documents it numbered last. What is older has its number, which the document tells.
public final class InvoiceBook
        implements Decider<
                InvoiceBookCommand, InvoiceBookState, InvoiceBookEvent, InvoiceBookRejection> {

    /// Kept, so that the state stays small however long the year is.
    static final int RECENT = 64;

    private static final Pattern SELLER = Pattern.compile("[A-Z0-9]{1,12}");

    /// The stream of a book.
    public static UUID id(String seller, int year, Series series) {
        return DerivedId.of("invoice-book", seller, Integer.toString(year), series.name());
    }

    @Override
    public InvoiceBookState initial() {
        return new InvoiceBookState(0, List.of());
    }

    @Override
    public Decision<InvoiceBookEvent, InvoiceBookRejection> decide(
            InvoiceBookCommand command, InvoiceBookState state) {
        return switch (command) {
            case AssignNumber assign -> decideAssign(assign, state);
        };
    }

    private static Decision<InvoiceBookEvent, InvoiceBookRejection> decideAssign(
            AssignNumber assign, InvoiceBookState state) {
        if (!SELLER.matcher(assign.seller()).matches()) {
            return Decision.reject(new InvoiceBookRejection.WrongSeller());
        }
        if (state.recent().contains(assign.document())) {
            return Decision.accept();
        }
        long number = state.last() + 1;
        return Decision.accept(
                new NumberAssigned(
                        assign.series(),
                        number,
                        text(assign, number),
                        assign.document(),
                        assign.invoice(),
                        assign.at()));
    }

    private static String text(AssignNumber assign, long number) {
        return String.format(
                Locale.ROOT,
                "%s-%s%d-%06d",
                assign.seller(),
                assign.series().infix(),
                assign.year(),
                number);
    }

    @Override
    public InvoiceBookState evolve(InvoiceBookState state, InvoiceBookEvent event) {
        return switch (event) {
            case NumberAssigned assigned -> {
                List<UUID> recent = new ArrayList<>(state.recent());
                recent.add(assigned.document());
                yield new InvoiceBookState(
                        assigned.number(),
                        recent.subList(Math.max(0, recent.size() - RECENT), recent.size()));
            }
        };
    }
}
