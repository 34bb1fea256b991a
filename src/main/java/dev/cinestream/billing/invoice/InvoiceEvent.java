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

/// What happens to an invoice. `next` is what happens by itself from then on; null when nothing does. Nothing does after
/// [InvoicePaid] and [InvoiceUncollectible] either, until an event says so; other events without it leave it as it was.
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
    /// @param clock the customer's test clock, so that who charges need not ask for it
    record PaymentRequested(
            UUID payment,
            int attempt,
            Money amount,
            PaymentMethod method,
            @Nullable UUID clock,
            Instant at,
            NextStep next)
            implements InvoiceEvent {}

    /// The customer must do something first, at the address (3-D Secure).
    record PaymentActionNeeded(UUID payment, Personal url, Instant at, @Nullable NextStep next)
            implements InvoiceEvent {}

    /// Nobody knows what became of it. The provider is asked when `asked` is above 0.
    ///
    /// @param asked how often, this time included
    record PaymentUnclear(UUID payment, int asked, Instant at, NextStep next)
            implements InvoiceEvent {}

    /// The provider was asked so often that somebody should look. It is asked now and every day from now on.
    record PaymentUnresolved(UUID payment, int asked, Instant at, NextStep next)
            implements InvoiceEvent {}

    record PaymentSucceeded(UUID payment, String charge, Money amount, Instant at)
            implements InvoiceEvent {}

    record PaymentDeclined(
            UUID payment, String code, boolean hard, Instant at, @Nullable NextStep next)
            implements InvoiceEvent {}

    /// There is no method to collect with; it waits for one.
    record PaymentMethodMissing(Instant at, NextStep next) implements InvoiceEvent {}

    /// What the next attempt will be made with, when the one under way does not succeed.
    record PaymentMethodChanged(PaymentMethod method, Instant at) implements InvoiceEvent {}

    /// By payment, by credit, or because nothing was due.
    record InvoicePaid(Instant at) implements InvoiceEvent {}

    /// Collecting was given up.
    record InvoiceUncollectible(Instant at) implements InvoiceEvent {}

    /// Money is to go back to where it came from.
    ///
    /// @param payment that it came by
    /// @param tax the share of it that was tax; none of a surplus
    record RefundRequested(
            UUID refund,
            UUID payment,
            Money amount,
            Money tax,
            Why why,
            Instant at,
            @Nullable NextStep next)
            implements InvoiceEvent {}

    /// Nobody knows what became of it; the provider is asked.
    record RefundUnclear(UUID refund, int asked, Instant at, NextStep next)
            implements InvoiceEvent {}

    record RefundSucceeded(UUID refund, Money amount, Instant at, @Nullable NextStep next)
            implements InvoiceEvent {}

    record RefundFailed(UUID refund, String why, Instant at, @Nullable NextStep next)
            implements InvoiceEvent {}

    record CreditNoteIssued(UUID refund, String number, Money amount, Money tax, Instant at)
            implements InvoiceEvent {}

    /// Why money goes back.
    enum Why {
        /// What was invoiced is taken back, or a part of it; a credit note says so.
        RETURN,
        /// It came twice, or after collecting was given up. The invoice stays as it is.
        SURPLUS
    }
}
