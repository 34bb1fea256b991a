package dev.cinestream.billing.invoice;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Dunning;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.Residence;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What may be asked of an invoice. `at` is the moment it happens at, on the customer's clock.
public sealed interface InvoiceCommand {

    /// @param clock the customer's test clock; null for the real one
    /// @param method null when the customer has none: collecting waits for one
    record DraftInvoice(
            UUID customer,
            Residence residence,
            @Nullable UUID clock,
            Bill bill,
            @Nullable PaymentMethod method,
            Dunning dunning)
            implements InvoiceCommand {}

    /// It has its number, is a document from now on, and is collected.
    record IssueInvoice(String number, Instant at) implements InvoiceCommand {}

    /// What the provider said of a payment. Said twice, or late, it changes nothing.
    record NoteOutcome(UUID payment, Outcome outcome, Instant at) implements InvoiceCommand {}

    /// Collect it now, by this method from now on.
    record Collect(PaymentMethod method, Instant at) implements InvoiceCommand {}

    /// Whatever is due by now happens; nothing when nothing is.
    record Proceed(Instant at) implements InvoiceCommand {}

    /// Give back what was paid, or a part of it.
    ///
    /// @param refund names it, at the provider too
    record Refund(UUID refund, Money amount, Instant at) implements InvoiceCommand {}

    record NoteRefund(UUID refund, boolean done, @Nullable String why, Instant at)
            implements InvoiceCommand {}

    /// The number of the credit note that a refund makes.
    record IssueCreditNote(UUID refund, String number, Instant at) implements InvoiceCommand {}

    /// Nobody will pay it: the subscription ended, or support says so.
    record WriteOff(Instant at) implements InvoiceCommand {}

    /// What became of a payment.
    sealed interface Outcome {
        /// @param charge the provider's name for it
        record Succeeded(String charge) implements Outcome {}

        /// @param code the provider's, for example `insufficient_funds`
        /// @param hard it never will succeed with this method
        record Declined(String code, boolean hard) implements Outcome {}

        /// The customer must do something at this address (3-D Secure).
        record ActionNeeded(String url) implements Outcome {}

        /// Nobody knows yet; the provider is asked again.
        record Unknown() implements Outcome {}
    }
}
