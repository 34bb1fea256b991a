package dev.cinestream.billing.customer;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Cycle;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.Period;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand.ChangePlan;
import dev.cinestream.billing.customer.CustomerCommand.When;
import dev.cinestream.billing.customer.CustomerEvent.Billed;
import dev.cinestream.billing.customer.CustomerEvent.PlanChangeScheduled;
import dev.cinestream.billing.customer.CustomerEvent.PlanChanged;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.customer.Subscription.Active;
import dev.cinestream.billing.customer.Subscription.Ended;
import dev.cinestream.billing.customer.Subscription.Never;
import dev.cinestream.billing.customer.Subscription.Ongoing;
import dev.cinestream.billing.customer.Subscription.PastDue;
import dev.cinestream.billing.customer.Subscription.Paused;
import dev.cinestream.billing.customer.Subscription.Pending;
import dev.cinestream.billing.customer.Subscription.Running;
import dev.cinestream.billing.customer.Subscription.Trialing;
import dev.cinestream.eventsourcing.decider.Decision;
import java.time.Instant;
import java.util.List;

/// A change to other terms: at once, to the second; or with the next period.
final class PlanChanges {

    private PlanChanges() {}

    static Decision<CustomerEvent, CustomerRejection> decide(ChangePlan command, Open customer) {
        Terms present = customer.subscription().terms();
        if (present != null && !present.price().isSameCurrency(command.terms().price())) {
            return Decision.reject(Purse.otherThan(present.price()));
        }
        return switch (customer.subscription()) {
            case Never _, Ended _ -> Decision.reject(new CustomerRejection.NotSubscribed());
            case Pending _ -> Decision.reject(new CustomerRejection.PaymentAwaited());
            case Paused paused -> termsOnly(paused.terms(), command.terms(), paused.next());
            case Ongoing ongoing when command.when() == When.PERIOD_END ->
                    scheduled(command.terms(), ongoing);
            case Trialing trial -> termsOnly(trial.terms(), command.terms(), trial.next());
            case PastDue _ -> Decision.reject(new CustomerRejection.PaymentAwaited());
            case Active active -> now(command, active, customer);
        };
    }

    /// Nothing was charged for the time under way.
    private static Decision<CustomerEvent, CustomerRejection> termsOnly(
            Terms present, Terms terms, NextStep next) {
        return terms.equals(present)
                ? Decision.accept()
                : Decision.accept(new PlanChanged(terms, null, null, next));
    }

    /// To go back to the present terms is to schedule them.
    private static Decision<CustomerEvent, CustomerRejection> scheduled(
            Terms terms, Ongoing ongoing) {
        Schedule schedule = ongoing.schedule();
        if (schedule.then() instanceof Schedule.Then.Ends) {
            return Decision.reject(new CustomerRejection.EndsAlready());
        }
        return terms.equals(schedule.termsAfter(ongoing.terms()))
                ? Decision.accept()
                : Decision.accept(new PlanChangeScheduled(terms));
    }

    private static Decision<CustomerEvent, CustomerRejection> now(
            ChangePlan command, Active active, Open customer) {
        Instant begin = active.running().charge().period().from();
        Instant at = command.at().isBefore(begin) ? begin : command.at();
        if (!at.isBefore(active.end())) {
            return Decision.reject(new CustomerRejection.RenewalUnderWay());
        }
        if (command.terms().equals(active.terms())) {
            return Decision.accept();
        }
        return Decision.accept(
                command.terms().interval() == active.terms().interval()
                        ? inThePeriod(command, at, active, customer)
                        : withItsOwnPeriod(command, at, active, customer));
    }

    private static List<CustomerEvent> inThePeriod(
            ChangePlan command, Instant at, Active active, Open customer) {
        Running running = active.running();
        Bill bill = Bills.change(customer, running, command.terms(), at, command.taxes());
        return List.of(
                new PlanChanged(command.terms(), running.cycle(), running.period(), active.next()),
                new Billed(bill));
    }

    private static List<CustomerEvent> withItsOwnPeriod(
            ChangePlan command, Instant at, Active active, Open customer) {
        Cycle cycle = Beginning.cycle(command.terms(), at, customer);
        Period period = cycle.period(0);
        Bill bill =
                Bills.change(customer, active.running(), command.terms(), period, command.taxes());
        NextStep next = active.schedule().at(period.until(), active.renewal());
        return List.of(new PlanChanged(command.terms(), cycle, period, next), new Billed(bill));
    }
}
