package dev.cinestream.billing.coupon;

import dev.cinestream.billing.Discount;
import dev.cinestream.billing.coupon.CouponCommand.IssueCoupon;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Bounds of what a coupon is issued with. Each flaw says where and what would be right.
final class CouponRules {

    private static final int ALL = 10_000;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_PLANS = 100;

    private CouponRules() {}

    static List<Flaw> flawsOf(IssueCoupon command) {
        List<Flaw> flaws = new ArrayList<>();
        must(
                CouponCode.fits(CouponCode.normal(command.code())),
                "/code",
                "must be 3 to 40 letters from A to Z, digits and hyphens",
                flaws);
        discount(command.discount(), flaws);
        limits(command.limits(), command.at(), flaws);
        return flaws;
    }

    private static void discount(Discount discount, List<Flaw> flaws) {
        Integer points = discount.basisPoints();
        Money amount = discount.amount();
        must(
                !discount.name().isBlank() && discount.name().length() <= LONGEST_NAME,
                "/name",
                "must have from 1 to " + LONGEST_NAME + " characters",
                flaws);
        must(
                points == null || (points >= 1 && points <= ALL),
                "/basisPoints",
                "must be from 1 to " + ALL + ", which is all",
                flaws);
        must(amount == null || amount.isPositive(), "/amount", "must be more than zero", flaws);
        must(atLeastOne(discount.bills()), "/bills", "must be 1 or more, or none", flaws);
    }

    private static void limits(Limits limits, Instant at, List<Flaw> flaws) {
        Instant expires = limits.expires();
        must(atLeastOne(limits.redemptions()), "/redemptions", "must be 1 or more, or none", flaws);
        must(expires == null || expires.isAfter(at), "/expires", "must be in the future", flaws);
        must(
                limits.plans().size() <= MOST_PLANS,
                "/plans",
                "must be at most " + MOST_PLANS + ", or none for all",
                flaws);
    }

    private static boolean atLeastOne(@Nullable Integer count) {
        return count == null || count >= 1;
    }

    private static void must(boolean right, String place, String expected, List<Flaw> flaws) {
        if (!right) {
            flaws.add(new Flaw(place, expected));
        }
    }
}
