package dev.cinestream.billing.customer;

import dev.cinestream.billing.customer.CustomerCommand.NoteOverdue;
import dev.cinestream.billing.customer.CustomerCommand.NotePaid;
import dev.cinestream.billing.customer.CustomerCommand.NoteUncollectible;
import dev.cinestream.billing.customer.CustomerEvent.CreditGiven;
import dev.cinestream.billing.customer.CustomerEvent.End;
import dev.cinestream.billing.customer.CustomerEvent.PaymentOverdue;
import dev.cinestream.billing.customer.CustomerEvent.PaymentReceived;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.customer.Subscription.Active;
import dev.cinestream.billing.customer.Subscription.Ended;
import dev.cinestream.billing.customer.Subscription.InPeriod;
import dev.cinestream.billing.customer.Subscription.Never;
import dev.cinestream.billing.customer.Subscription.PastDue;
import dev.cinestream.billing.customer.Subscription.Paused;
import dev.cinestream.billing.customer.Subscription.Pending;
import dev.cinestream.billing.customer.Subscription.Trialing;
import dev.cinestream.eventsourcing.decider.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/// What becomes of a subscription by what becomes of its invoices. News of an invoice that it does not wait for, or news told
/// twice, changes nothing: that a renewal was paid at once is no event.
final class Payments {

    private Payments() {}

    static Decision<CustomerEvent, CustomerRejection> decidePaid(NotePaid command, Open customer) {
        UUID invoice = command.invoice();
        return switch (customer.subscription()) {
            case Pending pending when pending.invoice().equals(invoice) ->
                    Decision.accept(
                            List.of(
                                    new PaymentReceived(invoice, command.at()),
                                    Beginning.begun(pending.terms(), pending.cycle(), 0)));
            case PastDue due when due.invoice().equals(invoice) ->
                    Decision.accept(new PaymentReceived(invoice, command.at()));
            case Ended(var why, _, Pending pending)
                    when pending != null && pending.invoice().equals(invoice) ->
                    Decision.accept(
                            why == End.EXPIRED && isInTime(command, pending)
                                    ? begunAfterAll(command, pending)
                                    : tooLate(command, pending));
            case Never _, Trialing _, Pending _, Active _, PastDue _, Paused _, Ended _ ->
                    Decision.accept();
        };
    }

    /// The period that was paid for has not passed.
    private static boolean isInTime(NotePaid command, Pending pending) {
        return command.at().isBefore(pending.charge().period().until());
    }

    /// Paid in the moment that it expired. The credit that went back is used after all: nothing has used it since, that would
    /// be another subscription.
    private static List<CustomerEvent> begunAfterAll(NotePaid command, Pending pending) {
        List<CustomerEvent> events = new ArrayList<>();
        if (pending.creditUsed().isPositive()) {
            events.add(new CreditGiven(pending.creditUsed().negated()));
        }
        events.add(Beginning.begun(pending.terms(), pending.cycle(), 0));
        events.add(new PaymentReceived(command.invoice(), command.at()));
        return events;
    }

    /// Nothing is given for the money, so it stays the customer's.
    private static List<CustomerEvent> tooLate(NotePaid command, Pending pending) {
        PaymentReceived received = new PaymentReceived(command.invoice(), command.at());
        Money due = pending.charge().gross().minus(pending.creditUsed());
        return due.isPositive() ? List.of(received, new CreditGiven(due)) : List.of(received);
    }

    static Decision<CustomerEvent, CustomerRejection> decideOverdue(
            NoteOverdue command, Open customer) {
        return customer.subscription() instanceof Active && customer.billed(command.invoice())
                ? Decision.accept(new PaymentOverdue(command.invoice(), command.at()))
                : Decision.accept();
    }

    static Decision<CustomerEvent, CustomerRejection> decideUncollectible(
            NoteUncollectible command, Open customer) {
        Subscription subscription = customer.subscription();
        if (subscription.next() == null || !customer.billed(command.invoice())) {
            return Decision.accept();
        }
        Instant until = command.pauseUntil();
        return switch (subscription) {
            case Paused _ when until != null -> Decision.accept();
            case InPeriod running when until != null && goesOn(running, until, command.at()) ->
                    Decision.accept(Steps.paused(command.at(), until));
            case Subscription living ->
                    Decision.accept(
                            Leaving.ended(
                                    living instanceof Pending ? End.EXPIRED : End.UNPAID,
                                    command.at(),
                                    living));
        };
    }

    private static boolean goesOn(InPeriod running, Instant until, Instant at) {
        return until.isAfter(at) && !(running.schedule().then() instanceof Schedule.Then.Ends);
    }
}
