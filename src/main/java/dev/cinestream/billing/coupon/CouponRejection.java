package dev.cinestream.billing.coupon;

import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.List;
import java.util.stream.Collectors;

/// Why a coupon says no.
public sealed interface CouponRejection extends Rejection {

    record NoSuchCoupon() implements CouponRejection {
        @Override
        public String code() {
            return "no-such-coupon";
        }

        @Override
        public String detail() {
            return "There is no coupon with this code.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record CouponExists() implements CouponRejection {
        @Override
        public String code() {
            return "coupon-exists";
        }

        @Override
        public String detail() {
            return "There is or was a coupon with this code; choose another code.";
        }
    }

    record CouponIsOver() implements CouponRejection {
        @Override
        public String code() {
            return "coupon-over";
        }

        @Override
        public String detail() {
            return "The coupon has ended or expired.";
        }
    }

    record CouponUsedUp() implements CouponRejection {
        @Override
        public String code() {
            return "coupon-used-up";
        }

        @Override
        public String detail() {
            return "The coupon was redeemed as often as it could be.";
        }
    }

    record NotForThisPlan() implements CouponRejection {
        @Override
        public String code() {
            return "coupon-for-other-plans";
        }

        @Override
        public String detail() {
            return "The coupon is not good for this plan; choose another plan or subscribe without it.";
        }
    }

    record InvalidCoupon(List<Flaw> flaws) implements CouponRejection {
        public InvalidCoupon {
            flaws = List.copyOf(flaws);
        }

        @Override
        public String code() {
            return "invalid-coupon";
        }

        @Override
        public String detail() {
            return flaws.stream().map(Flaw::toString).collect(Collectors.joining("; "));
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }
}
