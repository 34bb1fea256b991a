package dev.cinestream.billing.invoicebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.invoicebook.InvoiceBookCommand.AssignNumber;
import dev.cinestream.billing.invoicebook.InvoiceBookEvent.NumberAssigned;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Decision;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Documents are numbered without a hole (CS-4).
class InvoiceBookTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final DeciderKit<InvoiceBookCommand, ?, InvoiceBookEvent, InvoiceBookRejection> book =
            new DeciderKit<>(InvoiceModule.INVOICE_BOOK);

    private static AssignNumber assign(Series series, int document) {
        return new AssignNumber(
                "CS", 2026, series, new UUID(1, document), new UUID(2, document), NOON);
    }

    private static NumberAssigned assigned(Series series, int number, String text) {
        return new NumberAssigned(
                series, number, text, new UUID(1, number), new UUID(2, number), NOON);
    }

    @Test
    void the_first_document_has_number_one_and_the_next_number_two() {
        var first = assigned(Series.INVOICE, 1, "CS-2026-000001");
        book.given(List.of()).when(assign(Series.INVOICE, 1)).then(first);
        book.given(List.of(first))
                .when(assign(Series.INVOICE, 2))
                .then(assigned(Series.INVOICE, 2, "CS-2026-000002"));
    }

    @Test
    void credit_notes_are_counted_apart() {
        book.given(List.of())
                .when(assign(Series.CREDIT_NOTE, 1))
                .then(assigned(Series.CREDIT_NOTE, 1, "CS-CN-2026-000001"));
        assertThat(InvoiceBook.id("CS", 2026, Series.INVOICE))
                .isNotEqualTo(InvoiceBook.id("CS", 2026, Series.CREDIT_NOTE))
                .isNotEqualTo(InvoiceBook.id("CS", 2027, Series.INVOICE))
                .isNotEqualTo(InvoiceBook.id("AB", 2026, Series.INVOICE));
    }

    @Test
    void a_document_gets_one_number() {
        book.given(List.of(assigned(Series.INVOICE, 1, "CS-2026-000001")))
                .when(assign(Series.INVOICE, 1))
                .thenNothing();
    }

    @Test
    void a_seller_is_written_in_capitals() {
        book.given(List.of())
                .when(
                        new AssignNumber(
                                "cs!", 2026, Series.INVOICE, new UUID(1, 1), new UUID(1, 1), NOON))
                .thenRejected(new InvoiceBookRejection.WrongSeller());
    }

    @Test
    void its_state_stays_small_however_much_is_numbered() {
        var rules = new InvoiceBook();
        InvoiceBookState state = rules.initial();
        for (int document = 1; document <= 1000; document++) {
            if (rules.decide(assign(Series.INVOICE, document), state)
                    instanceof
                    Decision.Accepted<InvoiceBookEvent, InvoiceBookRejection>(
                            List<InvoiceBookEvent> events)) {
                state = rules.evolve(state, events);
            }
        }

        assertThat(state.last()).isEqualTo(1000);
        assertThat(state.recent()).hasSize(InvoiceBook.RECENT).endsWith(new UUID(1, 1000));
    }
}
