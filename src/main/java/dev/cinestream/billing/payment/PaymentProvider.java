package dev.cinestream.billing.payment;

import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Who moves money for us. Never blocks. A failed `Uni` says nothing about what became of what was asked for: it may be
/// done. Asking again is safe, since payments and refunds have ids of ours.
public interface PaymentProvider {

    /// As payment methods name it: `simulator`, `stripe`.
    String name();

    /// Charges a payment. Asked again for the same payment, it tells what became of it and charges nothing.
    Uni<Outcome> charge(PaymentOrder order);

    /// What became of a payment; empty when the provider has never heard of it.
    Uni<Optional<Outcome>> find(PaymentOrder order);

    /// Gives money back. Asked again for the same refund, it tells what became of it and gives nothing back.
    Uni<RefundOutcome> refund(RefundOrder order);

    /// What became of a refund; empty when the provider has never heard of it.
    Uni<Optional<RefundOutcome>> findRefund(RefundOrder order);

    /// Begins to keep a method of payment, which the customer then enters at the provider.
    Uni<MethodSetup> setUp(UUID account);

    /// The method that the customer entered; empty when there is none, or another account's.
    ///
    /// @param token the setup's id at Stripe; at the simulator the name of a card
    Uni<Optional<PaymentMethod>> method(UUID account, String token);

    /// All payments that were made in between, in no order.
    ///
    /// @param until the first moment that is not meant
    Multi<Charge> charges(Instant from, Instant until);

    /// @param clientSecret what the customer's browser enters the method with
    record MethodSetup(String id, String clientSecret) {
        @Override
        public String toString() {
            return "MethodSetup[id=" + id + "]";
        }
    }
}
