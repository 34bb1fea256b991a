package dev.cinestream.billing.coupon;

import dev.cinestream.billing.Discount;
import java.time.Instant;
import java.util.UUID;

/// What may be asked of a coupon. `at` is the moment it happens at.
public sealed interface CouponCommand {

    /// @param code that customers type; the stream's id follows from it ([CouponCode])
    /// @param discount what it takes off
    record IssueCoupon(String code, Discount discount, Limits limits, Instant at)
            implements CouponCommand {}

    /// One use less is left. That the customer has not used it yet is known by its redemption, which comes first.
    ///
    /// @param plan that the customer subscribes to
    record RedeemCoupon(UUID customer, UUID plan, Instant at) implements CouponCommand {}

    /// Nobody redeems it any more. Who has keeps the discount.
    record EndCoupon(Instant at) implements CouponCommand {}
}
