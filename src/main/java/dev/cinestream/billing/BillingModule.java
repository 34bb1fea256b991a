package dev.cinestream.billing;

import dev.cinestream.billing.coupon.Coupon;
import dev.cinestream.billing.coupon.CouponCommand;
import dev.cinestream.billing.coupon.CouponEvent;
import dev.cinestream.billing.coupon.CouponRejection;
import dev.cinestream.billing.coupon.CouponState;
import dev.cinestream.billing.coupon.Limits;
import dev.cinestream.billing.customer.Charge;
import dev.cinestream.billing.customer.Customer;
import dev.cinestream.billing.customer.CustomerCommand;
import dev.cinestream.billing.customer.CustomerEvent;
import dev.cinestream.billing.customer.CustomerRejection;
import dev.cinestream.billing.customer.CustomerState;
import dev.cinestream.billing.customer.Schedule;
import dev.cinestream.billing.customer.Subscription;
import dev.cinestream.billing.plan.Plan;
import dev.cinestream.billing.plan.PlanCommand;
import dev.cinestream.billing.plan.PlanEvent;
import dev.cinestream.billing.plan.PlanRejection;
import dev.cinestream.billing.plan.PlanState;
import dev.cinestream.billing.plan.Subscribers;
import dev.cinestream.billing.redemption.Redemption;
import dev.cinestream.billing.redemption.RedemptionCommand;
import dev.cinestream.billing.redemption.RedemptionEvent;
import dev.cinestream.billing.redemption.RedemptionRejection;
import dev.cinestream.billing.redemption.RedemptionState;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.schema.EventTypes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/// What the engine is told of customers, plans and coupons: the wire names of their events, and what is written as JSON.
@Dependent
@RegisterForReflection(
        targets = {
            CustomerEvent.CustomerOpened.class,
            CustomerEvent.ResidenceSet.class,
            CustomerEvent.PaymentMethodSet.class,
            CustomerEvent.PaymentMethodRemoved.class,
            CustomerEvent.TestClockUsed.class,
            CustomerEvent.TrialStarted.class,
            CustomerEvent.TrialExtended.class,
            CustomerEvent.SubscriptionBegun.class,
            CustomerEvent.PeriodBegun.class,
            CustomerEvent.Billed.class,
            CustomerEvent.PlanChanged.class,
            CustomerEvent.PlanChangeScheduled.class,
            CustomerEvent.CancellationScheduled.class,
            CustomerEvent.PauseScheduled.class,
            CustomerEvent.ScheduleCleared.class,
            CustomerEvent.SubscriptionPaused.class,
            CustomerEvent.PaymentOverdue.class,
            CustomerEvent.PaymentReceived.class,
            CustomerEvent.SubscriptionEnded.class,
            CustomerEvent.DiscountApplied.class,
            CustomerEvent.CreditGiven.class,
            CustomerEvent.CustomerClosed.class,
            CustomerEvent.End.class,
            CustomerState.class,
            CustomerState.None.class,
            CustomerState.Open.class,
            CustomerState.Closed.class,
            Subscription.class,
            Subscription.Ongoing.class,
            Subscription.InPeriod.class,
            Subscription.Never.class,
            Subscription.Trialing.class,
            Subscription.Pending.class,
            Subscription.Active.class,
            Subscription.PastDue.class,
            Subscription.Paused.class,
            Subscription.Ended.class,
            Subscription.Running.class,
            Charge.class,
            Schedule.class,
            Schedule.Then.class,
            Schedule.Then.Renews.class,
            Schedule.Then.Ends.class,
            Schedule.Then.Pauses.class,
            PlanEvent.PlanPublished.class,
            PlanEvent.PlanRevised.class,
            PlanEvent.PlanRetired.class,
            PlanState.class,
            PlanState.None.class,
            PlanState.Offered.class,
            PlanState.Retired.class,
            Subscribers.class,
            CouponEvent.CouponIssued.class,
            CouponEvent.CouponRedeemed.class,
            CouponEvent.CouponEnded.class,
            CouponState.class,
            CouponState.None.class,
            CouponState.Issued.class,
            CouponState.Ended.class,
            Limits.class,
            RedemptionEvent.RedemptionClaimed.class,
            RedemptionEvent.RedemptionReleased.class,
            RedemptionState.class,
            RedemptionState.Open.class,
            RedemptionState.Claimed.class,
            Bill.class,
            Bill.Reason.class,
            Cycle.class,
            Discount.class,
            Entitlement.class,
            Interval.class,
            Line.class,
            Line.Kind.class,
            NextStep.class,
            NextStep.What.class,
            Offer.class,
            PaymentMethod.class,
            Period.class,
            Price.class,
            Residence.class,
            TaxRate.class,
            TaxRate.Kind.class,
            Terms.class
        })
public class BillingModule {

    public static final EventTypes<CustomerEvent> CUSTOMER_EVENTS =
            EventTypes.of(CustomerEvent.class)
                    .type("billing.customer-opened.v1", CustomerEvent.CustomerOpened.class)
                    .type("billing.residence-set.v1", CustomerEvent.ResidenceSet.class)
                    .type("billing.payment-method-set.v1", CustomerEvent.PaymentMethodSet.class)
                    .type(
                            "billing.payment-method-removed.v1",
                            CustomerEvent.PaymentMethodRemoved.class)
                    .type("billing.test-clock-used.v1", CustomerEvent.TestClockUsed.class)
                    .type("billing.trial-started.v1", CustomerEvent.TrialStarted.class)
                    .type("billing.trial-extended.v1", CustomerEvent.TrialExtended.class)
                    .type("billing.subscription-begun.v1", CustomerEvent.SubscriptionBegun.class)
                    .type("billing.period-begun.v1", CustomerEvent.PeriodBegun.class)
                    .type("billing.billed.v1", CustomerEvent.Billed.class)
                    .type("billing.plan-changed.v1", CustomerEvent.PlanChanged.class)
                    .type(
                            "billing.plan-change-scheduled.v1",
                            CustomerEvent.PlanChangeScheduled.class)
                    .type(
                            "billing.cancellation-scheduled.v1",
                            CustomerEvent.CancellationScheduled.class)
                    .type("billing.pause-scheduled.v1", CustomerEvent.PauseScheduled.class)
                    .type("billing.schedule-cleared.v1", CustomerEvent.ScheduleCleared.class)
                    .type("billing.subscription-paused.v1", CustomerEvent.SubscriptionPaused.class)
                    .type("billing.payment-overdue.v1", CustomerEvent.PaymentOverdue.class)
                    .type("billing.payment-received.v1", CustomerEvent.PaymentReceived.class)
                    .type("billing.subscription-ended.v1", CustomerEvent.SubscriptionEnded.class)
                    .type("billing.discount-applied.v1", CustomerEvent.DiscountApplied.class)
                    .type("billing.credit-given.v1", CustomerEvent.CreditGiven.class)
                    .type("billing.customer-closed.v1", CustomerEvent.CustomerClosed.class);

    public static final AggregateType<
                    CustomerCommand, CustomerState, CustomerEvent, CustomerRejection>
            CUSTOMER =
                    new AggregateType<>(
                            "billing.customer",
                            new Customer(),
                            CUSTOMER_EVENTS,
                            CustomerState.class);

    public static final EventTypes<PlanEvent> PLAN_EVENTS =
            EventTypes.of(PlanEvent.class)
                    .type("billing.plan-published.v1", PlanEvent.PlanPublished.class)
                    .type("billing.plan-revised.v1", PlanEvent.PlanRevised.class)
                    .type("billing.plan-retired.v1", PlanEvent.PlanRetired.class);

    public static final AggregateType<PlanCommand, PlanState, PlanEvent, PlanRejection> PLAN =
            new AggregateType<>("billing.plan", new Plan(), PLAN_EVENTS, PlanState.class);

    public static final EventTypes<CouponEvent> COUPON_EVENTS =
            EventTypes.of(CouponEvent.class)
                    .type("billing.coupon-issued.v1", CouponEvent.CouponIssued.class)
                    .type("billing.coupon-redeemed.v1", CouponEvent.CouponRedeemed.class)
                    .type("billing.coupon-ended.v1", CouponEvent.CouponEnded.class);

    public static final AggregateType<CouponCommand, CouponState, CouponEvent, CouponRejection>
            COUPON =
                    new AggregateType<>(
                            "billing.coupon", new Coupon(), COUPON_EVENTS, CouponState.class);

    public static final EventTypes<RedemptionEvent> REDEMPTION_EVENTS =
            EventTypes.of(RedemptionEvent.class)
                    .type("billing.redemption-claimed.v1", RedemptionEvent.RedemptionClaimed.class)
                    .type(
                            "billing.redemption-released.v1",
                            RedemptionEvent.RedemptionReleased.class);

    public static final AggregateType<
                    RedemptionCommand, RedemptionState, RedemptionEvent, RedemptionRejection>
            REDEMPTION =
                    new AggregateType<>(
                            "billing.redemption",
                            new Redemption(),
                            REDEMPTION_EVENTS,
                            RedemptionState.class);

    @Produces
    AggregateType<CustomerCommand, CustomerState, CustomerEvent, CustomerRejection> customer() {
        return CUSTOMER;
    }

    @Produces
    AggregateType<PlanCommand, PlanState, PlanEvent, PlanRejection> plan() {
        return PLAN;
    }

    @Produces
    AggregateType<CouponCommand, CouponState, CouponEvent, CouponRejection> coupon() {
        return COUPON;
    }

    @Produces
    AggregateType<RedemptionCommand, RedemptionState, RedemptionEvent, RedemptionRejection>
            redemption() {
        return REDEMPTION;
    }
}
