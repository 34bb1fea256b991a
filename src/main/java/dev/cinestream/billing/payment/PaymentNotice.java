package dev.cinestream.billing.payment;

import dev.cinestream.billing.invoice.InvoiceCommand;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteOutcome;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteRefund;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a provider tells without being asked.
public sealed interface PaymentNotice {

    /// The provider's name for the notice; the same when it comes again.
    String id();

    /// That it is about.
    UUID invoice();

    InvoiceCommand command(Instant at);

    record OfPayment(String id, UUID invoice, UUID payment, Outcome outcome)
            implements PaymentNotice {
        @Override
        public InvoiceCommand command(Instant at) {
            return new NoteOutcome(payment, outcome, at);
        }
    }

    record OfRefund(String id, UUID invoice, UUID refund, boolean done, @Nullable String why)
            implements PaymentNotice {
        @Override
        public InvoiceCommand command(Instant at) {
            return new NoteRefund(refund, done, why, at);
        }
    }
}
