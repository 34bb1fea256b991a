package dev.cinestream.billing.invoice;

import static dev.cinestream.billing.invoice.Invoices.CARD;
import static dev.cinestream.billing.invoice.Invoices.DUE;
import static dev.cinestream.billing.invoice.Invoices.LATER;
import static dev.cinestream.billing.invoice.Invoices.NOON;
import static dev.cinestream.billing.invoice.Invoices.drafted;
import static dev.cinestream.billing.invoice.Invoices.eur;
import static dev.cinestream.billing.invoice.Invoices.issued;
import static dev.cinestream.billing.invoice.Invoices.payment;
import static dev.cinestream.billing.invoice.Invoices.requested;
import static dev.cinestream.billing.invoice.Invoices.step;

import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.NextStep.What;
import dev.cinestream.billing.invoice.InvoiceCommand.IssueCreditNote;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteRefund;
import dev.cinestream.billing.invoice.InvoiceCommand.Proceed;
import dev.cinestream.billing.invoice.InvoiceCommand.Refund;
import dev.cinestream.billing.invoice.InvoiceEvent.CreditNoteIssued;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoicePaid;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentSucceeded;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundFailed;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundSucceeded;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundUnclear;
import dev.cinestream.billing.invoice.InvoiceEvent.Why;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What goes back of what was paid (CS-4).
class RefundTest {

    private static final UUID FIRST = new UUID(3, 1);
    private static final UUID SECOND = new UUID(3, 2);
    private static final String NOTE = "CS-CN-2026-000001";
    private static final NextStep ASKS = step(LATER, Duration.ofHours(1), What.ASKS);

    private final DeciderKit<InvoiceCommand, ?, InvoiceEvent, InvoiceRejection> invoice =
            new DeciderKit<>(InvoiceModule.INVOICE);

    private static List<InvoiceEvent> paid(InvoiceEvent... more) {
        return Stream.concat(
                        Stream.of(
                                drafted(DUE, CARD),
                                issued(step(NOON, Duration.ofHours(1), What.ASKS)),
                                requested(1, CARD, NOON),
                                new PaymentSucceeded(payment(1), "ch_1", DUE, NOON),
                                new InvoicePaid(NOON)),
                        Stream.of(more))
                .toList();
    }

    private static Refund refund(UUID id, long cents) {
        return new Refund(id, eur(cents), LATER);
    }

    private static InvoiceEvent requestedBack(UUID id, long cents, long tax) {
        return new RefundRequested(id, payment(1), eur(cents), eur(tax), Why.RETURN, LATER, ASKS);
    }

    @Test
    void what_was_paid_goes_back_whole_with_all_its_tax() {
        invoice.given(paid()).when(refund(FIRST, 1299)).then(requestedBack(FIRST, 1299, 207));
    }

    @Test
    void the_tax_in_parts_sums_up_to_the_tax_of_the_whole() {
        invoice.given(paid()).when(refund(FIRST, 433)).then(requestedBack(FIRST, 433, 69));
        invoice.given(paid(requestedBack(FIRST, 433, 69)))
                .when(refund(SECOND, 866))
                .then(requestedBack(SECOND, 866, 138));
    }

    @Test
    void a_refund_is_made_once() {
        invoice.given(paid(requestedBack(FIRST, 433, 69))).when(refund(FIRST, 433)).thenNothing();
    }

    @Test
    void no_more_goes_back_than_was_paid() {
        invoice.given(paid(requestedBack(FIRST, 433, 69)))
                .when(refund(SECOND, 867))
                .thenRejected(new InvoiceRejection.MoreThanPaid(eur(866)));
    }

    @Test
    void what_could_not_go_back_may_go_back_by_another_refund() {
        invoice.given(
                        paid(
                                requestedBack(FIRST, 1299, 207),
                                new RefundFailed(FIRST, "expired_or_canceled_card", LATER, null)))
                .when(refund(SECOND, 1299))
                .then(requestedBack(SECOND, 1299, 207));
    }

    @Test
    void an_amount_of_another_currency_or_none_is_refused() {
        var expected = new InvoiceRejection.WrongRefund("must be a positive amount in EUR");
        invoice.given(paid()).when(refund(FIRST, 0)).thenRejected(expected);
        invoice.given(paid())
                .when(new Refund(FIRST, Money.ofMinor(CurrencyUnit.USD, 1), LATER))
                .thenRejected(expected);
    }

    @Test
    void what_was_not_paid_by_a_payment_does_not_go_back() {
        invoice.given(List.of(drafted(eur(0), CARD), issued(null), new InvoicePaid(NOON)))
                .when(refund(FIRST, 1))
                .thenRejected(new InvoiceRejection.NothingPaid());
    }

    @Test
    void what_becomes_of_it_is_noted_once() {
        var asked = paid(requestedBack(FIRST, 433, 69));
        var done = new RefundSucceeded(FIRST, eur(433), LATER, null);
        invoice.given(asked).when(new NoteRefund(FIRST, true, null, LATER)).then(done);
        invoice.given(asked)
                .when(new NoteRefund(FIRST, false, "expired_or_canceled_card", LATER))
                .then(new RefundFailed(FIRST, "expired_or_canceled_card", LATER, null));
        invoice.given(paid(requestedBack(FIRST, 433, 69), done))
                .when(new NoteRefund(FIRST, false, "late", LATER))
                .thenNothing();
        invoice.given(asked)
                .when(new NoteRefund(SECOND, true, null, LATER))
                .thenRejected(new InvoiceRejection.NoSuchRefund());
    }

    @Test
    void the_provider_is_asked_until_it_tells() {
        invoice.given(paid(requestedBack(FIRST, 433, 69)))
                .when(new Proceed(ASKS.at()))
                .then(
                        new RefundUnclear(
                                FIRST,
                                1,
                                ASKS.at(),
                                step(ASKS.at(), Duration.ofMinutes(1), What.ASKS)));
    }

    @Test
    void while_one_of_two_is_settled_the_other_is_still_asked_for() {
        invoice.given(paid(requestedBack(FIRST, 433, 69), requestedBack(SECOND, 866, 138)))
                .when(new NoteRefund(FIRST, true, null, LATER))
                .then(new RefundSucceeded(FIRST, eur(433), LATER, ASKS));
    }

    @Test
    void a_credit_note_is_made_of_a_refund_that_succeeded() {
        var done = new RefundSucceeded(FIRST, eur(433), LATER, null);
        var note = new CreditNoteIssued(FIRST, NOTE, eur(433), eur(69), LATER);
        var command = new IssueCreditNote(FIRST, NOTE, LATER);
        invoice.given(paid(requestedBack(FIRST, 433, 69), done)).when(command).then(note);
        invoice.given(paid(requestedBack(FIRST, 433, 69), done, note)).when(command).thenNothing();
        invoice.given(paid(requestedBack(FIRST, 433, 69)))
                .when(command)
                .thenRejected(new InvoiceRejection.NoCreditNote());
    }
}
