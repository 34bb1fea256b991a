package dev.cinestream.billing.customer;

import dev.cinestream.billing.Cycle;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.TaxTable;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand.Proceed;
import dev.cinestream.billing.customer.CustomerCommand.Resume;
import dev.cinestream.billing.customer.CustomerEvent.End;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionEnded;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionPaused;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.customer.Subscription.Active;
import dev.cinestream.billing.customer.Subscription.Ended;
import dev.cinestream.billing.customer.Subscription.Never;
import dev.cinestream.billing.customer.Subscription.PastDue;
import dev.cinestream.billing.customer.Subscription.Paused;
import dev.cinestream.billing.customer.Subscription.Pending;
import dev.cinestream.billing.customer.Subscription.Running;
import dev.cinestream.billing.customer.Subscription.Trialing;
import dev.cinestream.eventsourcing.decider.Decision;
import java.time.Instant;
import java.util.List;

/// What happens by itself when its moment has come: one step a command, as of the moment it was due, however late it is.
final class Steps {

    private Steps() {}

    static Decision<CustomerEvent, CustomerRejection> decideProceed(
            Proceed command, Open customer) {
        NextStep next = customer.subscription().next();
        return next == null || next.at().isAfter(command.at())
                ? Decision.accept()
                : Decision.accept(step(customer, command.taxes()));
    }

    private static List<CustomerEvent> step(Open customer, TaxTable taxes) {
        return switch (customer.subscription()) {
            case Trialing trial -> atTrialsEnd(trial, customer, taxes);
            case Pending pending -> Leaving.ended(End.EXPIRED, pending.expires(), pending);
            case Active(var running) -> atPeriodsEnd(running, customer, taxes);
            case PastDue(var running, _) ->
                    List.of(new SubscriptionEnded(End.UNPAID, running.period().until()));
            case Paused paused -> resumed(paused, paused.until(), customer, taxes);
            case Never _, Ended _ -> List.of();
        };
    }

    private static List<CustomerEvent> atTrialsEnd(Trialing trial, Open customer, TaxTable taxes) {
        Terms terms = trial.schedule().termsAfter(trial.terms());
        Cycle cycle = Beginning.cycle(terms, trial.end(), customer);
        return atEnd(
                trial.schedule(), trial.end(), Beginning.period(customer, terms, cycle, 0, taxes));
    }

    private static List<CustomerEvent> atPeriodsEnd(
            Running running, Open customer, TaxTable taxes) {
        Terms terms = running.schedule().termsAfter(running.terms());
        Instant end = running.period().until();
        boolean sameCycle = terms.interval() == running.cycle().interval();
        return atEnd(
                running.schedule(),
                end,
                sameCycle
                        ? Beginning.period(
                                customer, terms, running.cycle(), running.number() + 1, taxes)
                        : Beginning.period(
                                customer, terms, Beginning.cycle(terms, end, customer), 0, taxes));
    }

    private static List<CustomerEvent> atEnd(
            Schedule schedule, Instant end, List<CustomerEvent> renewal) {
        return switch (schedule.then()) {
            case Schedule.Then.Renews() -> renewal;
            case Schedule.Then.Ends() -> List.of(new SubscriptionEnded(End.CANCELLED, end));
            case Schedule.Then.Pauses(Instant until) ->
                    List.of(paused(end, until.isAfter(end) ? until : end));
        };
    }

    static CustomerEvent paused(Instant at, Instant until) {
        return new SubscriptionPaused(at, until, new NextStep(until, NextStep.What.RESUMES));
    }

    /// Never later than it would by itself, and never earlier than it was paused.
    static Decision<CustomerEvent, CustomerRejection> decideResume(Resume command, Open customer) {
        if (!(customer.subscription() instanceof Paused paused)) {
            return Decision.reject(new CustomerRejection.NotPaused());
        }
        Instant from = command.at().isBefore(paused.since()) ? paused.since() : command.at();
        Instant at = from.isAfter(paused.until()) ? paused.until() : from;
        return Decision.accept(resumed(paused, at, customer, command.taxes()));
    }

    private static List<CustomerEvent> resumed(
            Paused paused, Instant at, Open customer, TaxTable taxes) {
        Cycle cycle = Beginning.cycle(paused.terms(), at, customer);
        return Beginning.period(customer, paused.terms(), cycle, 0, taxes);
    }
}
