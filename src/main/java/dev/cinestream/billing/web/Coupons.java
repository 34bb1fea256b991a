package dev.cinestream.billing.web;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Discount;
import dev.cinestream.billing.coupon.CouponCode;
import dev.cinestream.billing.coupon.CouponCommand.RedeemCoupon;
import dev.cinestream.billing.coupon.CouponRejection;
import dev.cinestream.billing.coupon.CouponState.Issued;
import dev.cinestream.billing.customer.CustomerCommand.ApplyDiscount;
import dev.cinestream.billing.redemption.Redemption;
import dev.cinestream.billing.redemption.RedemptionCommand.ClaimRedemption;
import dev.cinestream.billing.redemption.RedemptionCommand.ReleaseRedemption;
import dev.cinestream.billing.web.Callers.Present;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.platform.http.CommandRequest;
import dev.cinestream.platform.http.Commands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Redeems coupons: claimed for the customer, counted by the coupon, taken off the customer's bills. Each is a command whose
/// id derives from the request's `Idempotency-Key`, so a request that broke off in between is sent again and goes on.
@ApplicationScoped
class Coupons {

    private final CommandBus bus;
    private final Commands commands;

    Coupons(CommandBus bus, Commands commands) {
        this.bus = bus;
        this.commands = commands;
    }

    /// What a coupon would take off; changes nothing.
    ///
    /// @throws dev.cinestream.platform.http.ProblemException as redeeming it would
    Uni<Discount> look(String code, UUID plan, Present now) {
        var redeem = new RedeemCoupon(now.id(), plan, now.now());
        return issued(code)
                .map(coupon -> {
                    if (BillingModule.COUPON.decider().decide(redeem, coupon)
                            instanceof Decision.Rejected<?, CouponRejection>(var no)) {
                        throw Commands.refused(no);
                    }
                    return coupon.discount();
                });
    }

    private Uni<Issued> issued(String code) {
        return bus.head(BillingModule.COUPON, CouponCode.id(code))
                .map(head -> {
                    if (head != null && head.state() instanceof Issued coupon) {
                        return coupon;
                    }
                    throw Commands.refused(new CouponRejection.NoSuchCoupon());
                });
    }

    /// @param of the request that names the coupon; not for another thread
    Uni<Void> redeem(String code, UUID plan, Present now, CommandRequest of) {
        UUID coupon = CouponCode.id(code);
        UUID claim = Redemption.id(coupon, now.id());
        return issued(code)
                .map(Issued::discount)
                .call(() ->
                        done(
                                BillingModule.REDEMPTION,
                                claim,
                                new ClaimRedemption(coupon, now.id(), now.now()),
                                "claim",
                                of))
                .call(() -> count(coupon, claim, plan, now, of))
                .chain(discount ->
                        done(
                                BillingModule.CUSTOMER,
                                now.id(),
                                new ApplyDiscount(discount),
                                "discount",
                                of));
    }

    private Uni<Void> count(UUID coupon, UUID claim, UUID plan, Present now, CommandRequest of) {
        return send(
                        BillingModule.COUPON,
                        coupon,
                        new RedeemCoupon(now.id(), plan, now.now()),
                        "redeem",
                        of)
                .call(result ->
                        result instanceof CommandResult.Rejected<CouponRejection>
                                ? done(
                                        BillingModule.REDEMPTION,
                                        claim,
                                        new ReleaseRedemption(now.now()),
                                        "release",
                                        of)
                                : Uni.createFrom().voidItem())
                .invoke(Commands::committed)
                .replaceWithVoid();
    }

    private <C, S, E, R extends Rejection> Uni<Void> done(
            AggregateType<C, S, E, R> type, UUID id, C command, String item, CommandRequest of) {
        return send(type, id, command, item, of).invoke(Commands::committed).replaceWithVoid();
    }

    private <C, S, E, R extends Rejection> Uni<CommandResult<R>> send(
            AggregateType<C, S, E, R> type, UUID id, C command, String item, CommandRequest of) {
        return bus.execute(type, id, command, of.context(item, commands.canonical(null)));
    }
}
