package dev.cinestream.billing.coupon;

import dev.cinestream.billing.Discount;
import java.time.Instant;
import java.util.UUID;

/// What happens to a coupon.
public sealed interface CouponEvent {

    record CouponIssued(String code, Discount discount, Limits limits, Instant at)
            implements CouponEvent {}

    /// @param redemption the how-manieth, from 1
    record CouponRedeemed(UUID customer, UUID plan, int redemption, Instant at)
            implements CouponEvent {}

    /// Nobody redeems it any more.
    record CouponEnded(Instant at) implements CouponEvent {}
}
