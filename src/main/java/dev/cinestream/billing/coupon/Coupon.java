package dev.cinestream.billing.coupon;

import dev.cinestream.billing.Discount;
import dev.cinestream.billing.coupon.CouponCommand.EndCoupon;
import dev.cinestream.billing.coupon.CouponCommand.IssueCoupon;
import dev.cinestream.billing.coupon.CouponCommand.RedeemCoupon;
import dev.cinestream.billing.coupon.CouponEvent.CouponEnded;
import dev.cinestream.billing.coupon.CouponEvent.CouponIssued;
import dev.cinestream.billing.coupon.CouponEvent.CouponRedeemed;
import dev.cinestream.billing.coupon.CouponState.Ended;
import dev.cinestream.billing.coupon.CouponState.Issued;
import dev.cinestream.billing.coupon.CouponState.None;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.time.Instant;
import java.util.List;

/// A code that takes something off the bills of who redeems it.
///
/// ```
/// none ──issue──▶ ISSUED ──end──▶ ENDED
///                 │    ▲
///                 └────┘ redeem
/// ```
///
/// Invariants:
/// 1. A code is issued once: its stream's id follows from it.
/// 2. It is redeemed at most as often as it may be, not once it has expired or ended, and for its plans only.
/// 3. That a customer redeems it once is kept by a stream for the two of them (`billing.redemption`): a set of all who did would
///    grow without bound, and a command's id is forgotten after a week.
/// 4. What it takes off never changes, and who has redeemed it keeps it when it ends.
public final class Coupon
        implements Decider<CouponCommand, CouponState, CouponEvent, CouponRejection> {

    @Override
    public CouponState initial() {
        return new None();
    }

    @Override
    public Decision<CouponEvent, CouponRejection> decide(CouponCommand command, CouponState state) {
        return switch (command) {
            case IssueCoupon issue -> decideIssue(issue, state);
            case RedeemCoupon redeem -> decideRedeem(redeem, state);
            case EndCoupon(Instant at) -> decideEnd(at, state);
        };
    }

    private static Decision<CouponEvent, CouponRejection> decideIssue(
            IssueCoupon command, CouponState state) {
        if (!(state instanceof None)) {
            return Decision.reject(new CouponRejection.CouponExists());
        }
        List<Flaw> flaws = CouponRules.flawsOf(command);
        return flaws.isEmpty()
                ? Decision.accept(
                        new CouponIssued(
                                CouponCode.normal(command.code()),
                                discount(command),
                                command.limits(),
                                command.at()))
                : Decision.reject(new CouponRejection.InvalidCoupon(flaws));
    }

    /// Named by the code, whatever it came as.
    private static Discount discount(IssueCoupon command) {
        Discount given = command.discount();
        return new Discount(
                CouponCode.id(command.code()),
                given.name(),
                given.basisPoints(),
                given.amount(),
                given.bills());
    }

    private static Decision<CouponEvent, CouponRejection> decideRedeem(
            RedeemCoupon command, CouponState state) {
        return switch (state) {
            case None() -> Decision.reject(new CouponRejection.NoSuchCoupon());
            case Ended() -> Decision.reject(new CouponRejection.CouponIsOver());
            case Issued coupon -> decideRedeem(command, coupon);
        };
    }

    private static Decision<CouponEvent, CouponRejection> decideRedeem(
            RedeemCoupon command, Issued coupon) {
        Limits limits = coupon.limits();
        if (limits.expires() != null && !command.at().isBefore(limits.expires())) {
            return Decision.reject(new CouponRejection.CouponIsOver());
        }
        if (!limits.plans().isEmpty() && !limits.plans().contains(command.plan())) {
            return Decision.reject(new CouponRejection.NotForThisPlan());
        }
        if (limits.redemptions() != null && coupon.redeemed() >= limits.redemptions()) {
            return Decision.reject(new CouponRejection.CouponUsedUp());
        }
        return Decision.accept(
                new CouponRedeemed(
                        command.customer(), command.plan(), coupon.redeemed() + 1, command.at()));
    }

    private static Decision<CouponEvent, CouponRejection> decideEnd(Instant at, CouponState state) {
        return switch (state) {
            case None() -> Decision.reject(new CouponRejection.NoSuchCoupon());
            case Issued _ -> Decision.accept(new CouponEnded(at));
            case Ended() -> Decision.accept();
        };
    }

    @Override
    public CouponState evolve(CouponState state, CouponEvent event) {
        return switch (event) {
            case CouponIssued(_, var discount, var limits, _) -> new Issued(discount, limits, 0);
            case CouponRedeemed(_, _, int redemption, _) -> {
                Issued coupon = issued(state, event);
                yield new Issued(coupon.discount(), coupon.limits(), redemption);
            }
            case CouponEnded _ -> new Ended();
        };
    }

    private static Issued issued(CouponState state, CouponEvent event) {
        if (state instanceof Issued coupon) {
            return coupon;
        }
        throw new IllegalStateException(
                event.getClass().getSimpleName() + " of a coupon that is not issued");
    }
}
