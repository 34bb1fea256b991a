package dev.cinestream.billing.customer;

import dev.cinestream.billing.customer.CustomerCommand.Cancel;
import dev.cinestream.billing.customer.CustomerCommand.Pause;
import dev.cinestream.billing.customer.CustomerCommand.When;
import dev.cinestream.billing.customer.CustomerEvent.CancellationScheduled;
import dev.cinestream.billing.customer.CustomerEvent.CreditGiven;
import dev.cinestream.billing.customer.CustomerEvent.CustomerClosed;
import dev.cinestream.billing.customer.CustomerEvent.End;
import dev.cinestream.billing.customer.CustomerEvent.PauseScheduled;
import dev.cinestream.billing.customer.CustomerEvent.ScheduleCleared;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionEnded;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.customer.Subscription.Ended;
import dev.cinestream.billing.customer.Subscription.Never;
import dev.cinestream.billing.customer.Subscription.Ongoing;
import dev.cinestream.billing.customer.Subscription.Paused;
import dev.cinestream.billing.customer.Subscription.Pending;
import dev.cinestream.eventsourcing.decider.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How a subscription ends or pauses: at once, or with its period.
final class Leaving {

    private Leaving() {}

    static Decision<CustomerEvent, CustomerRejection> decideCancel(Cancel command, Open customer) {
        return switch (customer.subscription()) {
            case Never _, Ended _ -> Decision.reject(new CustomerRejection.NotSubscribed());
            case Ongoing ongoing when command.when() == When.PERIOD_END -> cancelAtTheEnd(ongoing);
            case Subscription living -> Decision.accept(ended(End.CANCELLED, command.at(), living));
        };
    }

    private static Decision<CustomerEvent, CustomerRejection> cancelAtTheEnd(Ongoing ongoing) {
        Schedule schedule = ongoing.schedule().then(new Schedule.Then.Ends());
        return schedule.equals(ongoing.schedule())
                ? Decision.accept()
                : Decision.accept(new CancellationScheduled(ongoing.next(schedule)));
    }

    static Decision<CustomerEvent, CustomerRejection> decidePause(Pause command, Open customer) {
        return switch (customer.subscription()) {
            case Never _, Ended _ -> Decision.reject(new CustomerRejection.NotSubscribed());
            case Pending _ -> Decision.reject(new CustomerRejection.PaymentAwaited());
            case Paused _ -> Decision.reject(new CustomerRejection.AlreadyPaused());
            case Ongoing ongoing -> pauseAtTheEnd(command.until(), ongoing);
        };
    }

    private static Decision<CustomerEvent, CustomerRejection> pauseAtTheEnd(
            Instant until, Ongoing ongoing) {
        if (!until.isAfter(ongoing.end())) {
            return Decision.reject(
                    new CustomerRejection.InvalidBilling(
                            "/until", "must be after the period's end, " + ongoing.end()));
        }
        Schedule schedule = ongoing.schedule().then(new Schedule.Then.Pauses(until));
        return schedule.equals(ongoing.schedule())
                ? Decision.accept()
                : Decision.accept(new PauseScheduled(until, ongoing.next(schedule)));
    }

    static Decision<CustomerEvent, CustomerRejection> decideKeep(Open customer) {
        return switch (customer.subscription()) {
            case Never _, Ended _ -> Decision.reject(new CustomerRejection.NotSubscribed());
            case Ongoing ongoing when !ongoing.schedule().equals(Schedule.RENEWAL) ->
                    Decision.accept(new ScheduleCleared(ongoing.next(Schedule.RENEWAL)));
            case Subscription _ -> Decision.accept();
        };
    }

    static Decision<CustomerEvent, CustomerRejection> decideClose(Instant at, Open customer) {
        List<CustomerEvent> events = new ArrayList<>();
        if (customer.subscription().next() != null) {
            events.addAll(ended(End.CLOSED, at, customer.subscription()));
        }
        events.add(new CustomerClosed(at));
        return Decision.accept(events);
    }

    /// What a first bill used of the credit that was never paid goes back.
    static List<CustomerEvent> ended(End why, Instant at, Subscription living) {
        if (!(living instanceof Pending pending)) {
            return List.of(new SubscriptionEnded(why, at));
        }
        SubscriptionEnded ended = new SubscriptionEnded(why, pending.invoice(), at);
        return pending.creditUsed().isPositive()
                ? List.of(ended, new CreditGiven(pending.creditUsed()))
                : List.of(ended);
    }
}
