package dev.cinestream.billing.invoice;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Dunning;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.Residence;
import dev.cinestream.eventsourcing.decider.Personal;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What happens to an invoice. `next` is what happens by itself from then on; null when nothing does.
public sealed interface InvoiceEvent {

    record InvoiceDrafted(
            UUID customer,
            Residence residence,
            @Nullable UUID clock,
            Bill bill,
            @Nullable PaymentMethod method,
            Dunning dunning)
            implements InvoiceEvent {}

    /// A document from now on. One with a negative total is a credit note.
    record InvoiceIssued(String number, Instant at, @Nullable NextStep next)
            implements InvoiceEvent {}

    /// The provider is to charge this. The payment's id derives from the invoice and the attempt.
    ///
    /// @param attempt from 1
    record PaymentRequested(
            UUID payment,
            int attempt,
            Money amount,
            PaymentMethod method,
            Instant at,
            NextStep next)
            implements InvoiceEvent {}

    /// The customer must do something first, at the address (3-D Secure).
    record PaymentActionNeeded(UUID payment, Personal url, Instant at, NextStep next)
            implements InvoiceEvent {}

    /// Nobody knows what became of it; it is asked for.
    ///
    /// @param asked how often so far
    record PaymentUnclear(UUID payment, int asked, Instant at, NextStep next)
            implements InvoiceEvent {}

    record PaymentSucceeded(UUID payment, String charge, Money amount, Instant at)
            implements InvoiceEvent {}

    record PaymentDeclined(
            UUID payment, String code, boolean hard, Instant at, @Nullable NextStep next)
            implements InvoiceEvent {}

    /// There is no method to collect with; it waits for one.
    record PaymentMethodMissing(Instant at, NextStep next) implements InvoiceEvent {}

    /// By payment, by credit, or because nothing was due.
    record InvoicePaid(Instant at) implements InvoiceEvent {}

    /// Collecting was given up.
    record InvoiceUncollectible(Instant at) implements InvoiceEvent {}

    /// Money came after collecting was given up, or twice: it is given back by a refund that follows.
    record RefundRequested(UUID refund, UUID payment, Money amount, Money tax, Instant at)
            implements InvoiceEvent {}

    record RefundSucceeded(UUID refund, Money amount, Instant at) implements InvoiceEvent {}

    record RefundFailed(UUID refund, String why, Instant at) implements InvoiceEvent {}

    record CreditNoteIssued(UUID refund, String number, Money amount, Money tax, Instant at)
            implements InvoiceEvent {}
}
