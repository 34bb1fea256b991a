package dev.cinestream.billing.payment.simulator;

import java.util.UUID;

/// A refund in the simulator's books.
public record RefundRow(
        UUID refund, UUID invoice, UUID payment, long minor, boolean failed, String reference) {}
