package dev.cinestream.billing.redemption;

/// Whether a customer has redeemed a coupon.
public sealed interface RedemptionState {

    record Open() implements RedemptionState {}

    record Claimed() implements RedemptionState {}
}
