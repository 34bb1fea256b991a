package dev.cinestream.billing.customer;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Cycle;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.Period;
import dev.cinestream.billing.TaxTable;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand.ExtendTrial;
import dev.cinestream.billing.customer.CustomerCommand.Subscribe;
import dev.cinestream.billing.customer.CustomerEvent.Billed;
import dev.cinestream.billing.customer.CustomerEvent.PeriodBegun;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionBegun;
import dev.cinestream.billing.customer.CustomerEvent.TrialExtended;
import dev.cinestream.billing.customer.CustomerEvent.TrialStarted;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.customer.Subscription.Trialing;
import dev.cinestream.eventsourcing.decider.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/// How a subscription, and each of its periods, begins.
final class Beginning {

    /// As long as Stripe's; well before the next day's renewal would be due.
    private static final Duration MOST_TO_WAIT = Duration.ofHours(23);

    private Beginning() {}

    static Decision<CustomerEvent, CustomerRejection> decideSubscribe(
            Subscribe command, Open customer) {
        Terms terms = command.terms();
        Money credit = customer.credit();
        if (customer.subscription().next() != null) {
            return Decision.reject(new CustomerRejection.AlreadySubscribed());
        }
        if (credit != null && !credit.isSameCurrency(terms.price())) {
            return Decision.reject(Purse.otherThan(credit));
        }
        return terms.trialDays() > 0 && !customer.trialUsed()
                ? Decision.accept(trial(terms, command.at(), customer))
                : Decision.accept(unpaid(command, customer));
    }

    private static CustomerEvent trial(Terms terms, Instant at, Open customer) {
        Instant until =
                at.atZone(customer.residence().zone()).plusDays(terms.trialDays()).toInstant();
        return new TrialStarted(
                terms, at, until, Schedule.RENEWAL.at(until, NextStep.What.TRIAL_ENDS));
    }

    private static List<CustomerEvent> unpaid(Subscribe command, Open customer) {
        Cycle cycle = cycle(command.terms(), command.at(), customer);
        NextStep expires = new NextStep(command.at().plus(MOST_TO_WAIT), NextStep.What.ENDS);
        Bill bill =
                Bills.whole(
                        customer,
                        Bill.Reason.START,
                        command.terms(),
                        cycle.period(0),
                        command.taxes());
        return List.of(
                new SubscriptionBegun(command.terms(), cycle, command.at(), expires),
                new Billed(bill));
    }

    static Decision<CustomerEvent, CustomerRejection> decideExtendTrial(
            ExtendTrial command, Open customer) {
        if (!(customer.subscription() instanceof Trialing trial)) {
            return Decision.reject(new CustomerRejection.NotInTrial());
        }
        Instant until = command.until();
        if (!until.isAfter(trial.end()) || !until.isAfter(command.at())) {
            return Decision.reject(
                    new CustomerRejection.InvalidBilling(
                            "/until", "must be after the trial's end, " + trial.end()));
        }
        return Decision.accept(
                new TrialExtended(until, trial.schedule().at(until, trial.renewal())));
    }

    /// Periods from this moment on, on the calendar of where the customer lives by now.
    static Cycle cycle(Terms terms, Instant anchor, Open customer) {
        return new Cycle(anchor, customer.residence().zone(), terms.interval());
    }

    /// A period begins and is billed.
    static List<CustomerEvent> period(
            Open customer, Terms terms, Cycle cycle, int number, TaxTable taxes) {
        Bill bill = Bills.whole(customer, Bill.Reason.RENEWAL, terms, cycle.period(number), taxes);
        return List.of(begun(terms, cycle, number), new Billed(bill));
    }

    /// A period begins that was billed before.
    static PeriodBegun begun(Terms terms, Cycle cycle, int number) {
        Period period = cycle.period(number);
        return new PeriodBegun(
                terms,
                cycle,
                number,
                period,
                Schedule.RENEWAL.at(period.until(), NextStep.What.RENEWS));
    }
}
