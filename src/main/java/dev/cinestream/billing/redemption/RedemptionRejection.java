package dev.cinestream.billing.redemption;

import dev.cinestream.eventsourcing.decider.Rejection;

/// Why a redemption says no.
public sealed interface RedemptionRejection extends Rejection {

    record AlreadyRedeemed() implements RedemptionRejection {
        @Override
        public String code() {
            return "coupon-redeemed-already";
        }

        @Override
        public String detail() {
            return "This customer has redeemed the coupon before; each customer can once.";
        }
    }
}
