package dev.cinestream.billing.payment;

import java.util.UUID;
import org.joda.money.Money;

/// What the provider is to give back.
///
/// @param refund its id, and the idempotency key
/// @param charge the provider's name for the payment
public record RefundOrder(UUID refund, UUID invoice, UUID payment, String charge, Money amount) {}
