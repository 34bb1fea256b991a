package dev.cinestream.billing.payment;

/// What became of a refund.
public sealed interface RefundOutcome {

    record Done() implements RefundOutcome {}

    /// @param why the provider's code
    record Failed(String why) implements RefundOutcome {}

    /// Nobody knows yet.
    record Unknown() implements RefundOutcome {}
}
