package dev.cinestream.billing.payment;

import java.util.UUID;
import org.joda.money.Money;

/// What the provider is to charge.
///
/// @param payment its id, and the idempotency key
/// @param attempt at the invoice, from 1
/// @param reference the payment method's
public record PaymentOrder(
        UUID payment, UUID invoice, int attempt, Money amount, String reference) {
    @Override
    public String toString() {
        return "PaymentOrder[payment=" + payment + "]";
    }
}
