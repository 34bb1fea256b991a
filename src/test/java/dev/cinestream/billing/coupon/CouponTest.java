package dev.cinestream.billing.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Discount;
import dev.cinestream.billing.coupon.CouponCommand.EndCoupon;
import dev.cinestream.billing.coupon.CouponCommand.IssueCoupon;
import dev.cinestream.billing.coupon.CouponCommand.RedeemCoupon;
import dev.cinestream.billing.coupon.CouponEvent.CouponEnded;
import dev.cinestream.billing.coupon.CouponEvent.CouponIssued;
import dev.cinestream.billing.coupon.CouponEvent.CouponRedeemed;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// The rules of a coupon (CS-4).
class CouponTest {

    private static final String CODE = "WELCOME-10";
    private static final UUID ADA = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final UUID PLAN = new UUID(0, 7);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final Discount DISCOUNT =
            new Discount(CouponCode.id(CODE), "Welcome", 1000, null, 3);
    private static final Limits ONE_FOR_ONE_PLAN = new Limits(1, NEW_YEAR, List.of(PLAN));
    private static final CouponEvent ISSUED =
            new CouponIssued(CODE, DISCOUNT, ONE_FOR_ONE_PLAN, NOON);
    private static final CouponEvent REDEEMED = new CouponRedeemed(ADA, PLAN, 1, NOON);

    private final DeciderKit<CouponCommand, CouponState, CouponEvent, CouponRejection> coupon =
            new DeciderKit<>(BillingModule.COUPON);

    @Test
    void a_code_is_issued_once_whatever_its_case() {
        Discount named = new Discount(new UUID(4, 4), "Welcome", 1000, null, 3);

        coupon.given(List.of())
                .when(new IssueCoupon(" welcome-10", named, ONE_FOR_ONE_PLAN, NOON))
                .then(ISSUED);
        coupon.given(List.of(ISSUED))
                .when(new IssueCoupon(CODE, DISCOUNT, ONE_FOR_ONE_PLAN, NOON))
                .thenRejected(new CouponRejection.CouponExists());
        assertThat(CouponCode.id("welcome-10 ")).isEqualTo(CouponCode.id(CODE));
    }

    @Test
    void what_is_out_of_bounds_is_refused_with_its_place() {
        Discount wrong = new Discount(ADA, " ", null, Money.ofMinor(CurrencyUnit.EUR, 0), 0);

        coupon.given(List.of())
                .when(new IssueCoupon("no!", wrong, new Limits(0, NOON, List.of()), NOON))
                .thenRejected(
                        new CouponRejection.InvalidCoupon(
                                List.of(
                                        new Flaw(
                                                "/code",
                                                "must be 3 to 40 letters from A to Z, digits and hyphens"),
                                        new Flaw("/name", "must have from 1 to 100 characters"),
                                        new Flaw("/amount", "must be more than zero"),
                                        new Flaw("/bills", "must be 1 or more, or none"),
                                        new Flaw("/redemptions", "must be 1 or more, or none"),
                                        new Flaw("/expires", "must be in the future"))));
    }

    @Test
    void it_is_redeemed_as_often_as_it_may_be() {
        coupon.given(List.of(ISSUED)).when(new RedeemCoupon(ADA, PLAN, NOON)).then(REDEEMED);
        coupon.given(List.of(ISSUED, REDEEMED))
                .when(new RedeemCoupon(BOB, PLAN, NOON))
                .thenRejected(new CouponRejection.CouponUsedUp());
    }

    @Test
    void without_limits_it_is_redeemed_by_all_for_ever() {
        Limits none = new Limits(null, null, List.of());

        coupon.given(List.of(new CouponIssued(CODE, DISCOUNT, none, NOON), REDEEMED))
                .when(new RedeemCoupon(BOB, ADA, NEW_YEAR))
                .then(new CouponRedeemed(BOB, ADA, 2, NEW_YEAR));
    }

    @Test
    void it_is_redeemed_for_its_plans_only() {
        coupon.given(List.of(ISSUED))
                .when(new RedeemCoupon(ADA, BOB, NOON))
                .thenRejected(new CouponRejection.NotForThisPlan());
    }

    @Test
    void it_is_not_redeemed_once_it_has_expired_or_ended() {
        coupon.given(List.of(ISSUED))
                .when(new RedeemCoupon(ADA, PLAN, NEW_YEAR))
                .thenRejected(new CouponRejection.CouponIsOver());
        coupon.given(List.of(ISSUED, new CouponEnded(NOON)))
                .when(new RedeemCoupon(ADA, PLAN, NOON))
                .thenRejected(new CouponRejection.CouponIsOver());
    }

    @Test
    void it_ends_once() {
        coupon.given(List.of(ISSUED)).when(new EndCoupon(NOON)).then(new CouponEnded(NOON));
        coupon.given(List.of(ISSUED, new CouponEnded(NOON)))
                .when(new EndCoupon(NEW_YEAR))
                .thenNothing();
    }

    @Test
    void one_that_was_never_issued_is_not_there() {
        coupon.given(List.of())
                .when(new RedeemCoupon(ADA, PLAN, NOON))
                .thenRejected(new CouponRejection.NoSuchCoupon());
        coupon.given(List.of())
                .when(new EndCoupon(NOON))
                .thenRejected(new CouponRejection.NoSuchCoupon());
    }
}
