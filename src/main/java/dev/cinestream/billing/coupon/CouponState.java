package dev.cinestream.billing.coupon;

import dev.cinestream.billing.Discount;

/// Where a coupon stands. Who redeemed it is not part of it: that would grow without bound.
public sealed interface CouponState {

    /// Not there.
    record None() implements CouponState {}

    /// @param redeemed how often so far
    record Issued(Discount discount, Limits limits, int redeemed) implements CouponState {}

    /// For ever.
    record Ended() implements CouponState {}
}
