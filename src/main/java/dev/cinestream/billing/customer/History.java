package dev.cinestream.billing.customer;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Discount;
import dev.cinestream.billing.Line;
import dev.cinestream.billing.customer.CustomerEvent.PeriodBegun;
import dev.cinestream.billing.customer.CustomerEvent.PlanChanged;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionBegun;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionEnded;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionPaused;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.customer.Subscription.Active;
import dev.cinestream.billing.customer.Subscription.Ended;
import dev.cinestream.billing.customer.Subscription.Ongoing;
import dev.cinestream.billing.customer.Subscription.PastDue;
import dev.cinestream.billing.customer.Subscription.Paused;
import dev.cinestream.billing.customer.Subscription.Pending;
import dev.cinestream.billing.customer.Subscription.Running;
import dev.cinestream.billing.customer.Subscription.Trialing;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What a subscription becomes by what happened. An event that is impossible where the subscription stands is a bug and throws.
final class History {

    private History() {}

    static Open begun(SubscriptionBegun event, Open customer) {
        UUID invoice = Bills.id(customer.id(), customer.bills() + 1);
        Money none = Money.zero(event.terms().price().getCurrencyUnit());
        Charge charge = Charge.none(event.cycle().period(0), none.getCurrencyUnit());
        return customer.begun(
                new Pending(
                        event.terms(), event.cycle(), event.next().at(), invoice, charge, none));
    }

    /// A period that was billed before it began brings its charge along, and uses the discount by one only now.
    static Open begun(PeriodBegun event, Open customer) {
        Pending paid = pendingOf(customer.subscription());
        Charge charge =
                paid == null
                        ? Charge.none(event.period(), event.terms().price().getCurrencyUnit())
                        : paid.charge();
        Open active =
                customer.with(
                        new Active(
                                new Running(
                                        event.terms(),
                                        event.cycle(),
                                        event.number(),
                                        event.period(),
                                        charge,
                                        Schedule.RENEWAL)));
        return paid == null ? active : withDiscountUsed(active, charge.discount());
    }

    private static @Nullable Pending pendingOf(Subscription subscription) {
        return switch (subscription) {
            case Pending pending -> pending;
            case Ended ended -> ended.unpaid();
            case Subscription _ -> null;
        };
    }

    static Open billed(Bill bill, Open customer) {
        Open counted =
                customer.withBills(bill.number())
                        .credited(bill.creditEarned().minus(bill.creditUsed()));
        Discount used = discountOf(bill, customer.discount());
        return switch (customer.subscription()) {
            case Pending pending ->
                    counted.with(
                            new Pending(
                                    pending.terms(),
                                    pending.cycle(),
                                    pending.expires(),
                                    pending.invoice(),
                                    Charge.of(bill, used),
                                    bill.creditUsed()));
            case Active(var running) when hasLine(bill, Line.Kind.REMAINING) -> {
                Charge charge = Charge.of(bill, running.charge().discount());
                yield counted.with(new Active(running.withCharge(charge)));
            }
            case Active(var running) ->
                    withDiscountUsed(
                            counted.with(new Active(running.withCharge(Charge.of(bill, used)))),
                            used);
            case Subscription other -> throw impossible(bill, other);
        };
    }

    private static @Nullable Discount discountOf(Bill bill, @Nullable Discount discount) {
        return hasLine(bill, Line.Kind.DISCOUNT) ? discount : null;
    }

    /// Unless another one has replaced it.
    private static Open withDiscountUsed(Open customer, @Nullable Discount used) {
        return used != null && used.equals(customer.discount())
                ? customer.withDiscount(Purse.afterOneBill(used))
                : customer;
    }

    private static boolean hasLine(Bill bill, Line.Kind kind) {
        return bill.lines().stream().anyMatch(line -> line.kind() == kind);
    }

    static Open changed(PlanChanged event, Open customer) {
        return customer.with(
                switch (customer.subscription()) {
                    case Trialing trial ->
                            new Trialing(
                                    event.terms(), trial.end(), trial.schedule().changing(null));
                    case Paused paused -> new Paused(event.terms(), paused.since(), paused.until());
                    case Active(var running) -> new Active(changed(event, running));
                    case Subscription other -> throw impossible(event, other);
                });
    }

    private static Running changed(PlanChanged event, Running running) {
        var cycle = Objects.requireNonNull(event.cycle(), "cycle");
        var period = Objects.requireNonNull(event.period(), "period");
        return new Running(
                event.terms(),
                cycle,
                cycle.equals(running.cycle()) ? running.number() : 0,
                period,
                running.charge(),
                running.schedule().changing(null));
    }

    static Open scheduled(CustomerEvent event, Open customer, UnaryOperator<Schedule> change) {
        return customer.with(
                switch (customer.subscription()) {
                    case Trialing(var terms, var end, var schedule) ->
                            new Trialing(terms, end, change.apply(schedule));
                    case Active(var running) -> new Active(scheduled(running, change));
                    case PastDue(var running, var invoice) ->
                            new PastDue(scheduled(running, change), invoice);
                    case Subscription other -> throw impossible(event, other);
                });
    }

    private static Running scheduled(Running running, UnaryOperator<Schedule> change) {
        return running.withSchedule(change.apply(running.schedule()));
    }

    static Open trialExtended(CustomerEvent event, Instant until, Open customer) {
        if (customer.subscription() instanceof Trialing(var terms, _, var schedule)) {
            return customer.with(new Trialing(terms, until, schedule));
        }
        throw impossible(event, customer.subscription());
    }

    static Open paused(SubscriptionPaused event, Open customer) {
        if (customer.subscription() instanceof Ongoing ongoing) {
            return customer.with(
                    new Paused(
                            ongoing.schedule().termsAfter(ongoing.terms()),
                            event.at(),
                            event.until()));
        }
        throw impossible(event, customer.subscription());
    }

    static Open overdue(CustomerEvent event, UUID invoice, Open customer) {
        if (customer.subscription() instanceof Active(var running)) {
            return customer.with(new PastDue(running, invoice));
        }
        throw impossible(event, customer.subscription());
    }

    /// What waited for its first payment begins its first period by an event of its own.
    static Open paid(Open customer) {
        return switch (customer.subscription()) {
            case PastDue(var running, _) -> customer.with(new Active(running));
            case Ended(var why, var at, _) -> customer.with(new Ended(why, at, null));
            case Subscription _ -> customer;
        };
    }

    static Open ended(SubscriptionEnded event, Open customer) {
        Pending unpaid = customer.subscription() instanceof Pending pending ? pending : null;
        return customer.with(new Ended(event.why(), event.at(), unpaid));
    }

    private static IllegalStateException impossible(Object event, Subscription where) {
        return new IllegalStateException(
                event.getClass().getSimpleName()
                        + " of a subscription that is "
                        + where.getClass().getSimpleName());
    }
}
