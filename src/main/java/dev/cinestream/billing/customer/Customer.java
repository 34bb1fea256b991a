package dev.cinestream.billing.customer;

import dev.cinestream.billing.customer.CustomerCommand.ApplyDiscount;
import dev.cinestream.billing.customer.CustomerCommand.Cancel;
import dev.cinestream.billing.customer.CustomerCommand.ChangePlan;
import dev.cinestream.billing.customer.CustomerCommand.CloseCustomer;
import dev.cinestream.billing.customer.CustomerCommand.ExtendTrial;
import dev.cinestream.billing.customer.CustomerCommand.GiveCredit;
import dev.cinestream.billing.customer.CustomerCommand.KeepAsItIs;
import dev.cinestream.billing.customer.CustomerCommand.NoteOverdue;
import dev.cinestream.billing.customer.CustomerCommand.NotePaid;
import dev.cinestream.billing.customer.CustomerCommand.NoteUncollectible;
import dev.cinestream.billing.customer.CustomerCommand.OpenCustomer;
import dev.cinestream.billing.customer.CustomerCommand.Pause;
import dev.cinestream.billing.customer.CustomerCommand.Proceed;
import dev.cinestream.billing.customer.CustomerCommand.RemovePaymentMethod;
import dev.cinestream.billing.customer.CustomerCommand.Resume;
import dev.cinestream.billing.customer.CustomerCommand.SetPaymentMethod;
import dev.cinestream.billing.customer.CustomerCommand.SetResidence;
import dev.cinestream.billing.customer.CustomerCommand.Subscribe;
import dev.cinestream.billing.customer.CustomerCommand.UseTestClock;
import dev.cinestream.billing.customer.CustomerEvent.Billed;
import dev.cinestream.billing.customer.CustomerEvent.CancellationScheduled;
import dev.cinestream.billing.customer.CustomerEvent.CreditGiven;
import dev.cinestream.billing.customer.CustomerEvent.CustomerClosed;
import dev.cinestream.billing.customer.CustomerEvent.CustomerOpened;
import dev.cinestream.billing.customer.CustomerEvent.DiscountApplied;
import dev.cinestream.billing.customer.CustomerEvent.PauseScheduled;
import dev.cinestream.billing.customer.CustomerEvent.PaymentMethodRemoved;
import dev.cinestream.billing.customer.CustomerEvent.PaymentMethodSet;
import dev.cinestream.billing.customer.CustomerEvent.PaymentOverdue;
import dev.cinestream.billing.customer.CustomerEvent.PaymentReceived;
import dev.cinestream.billing.customer.CustomerEvent.PeriodBegun;
import dev.cinestream.billing.customer.CustomerEvent.PlanChangeScheduled;
import dev.cinestream.billing.customer.CustomerEvent.PlanChanged;
import dev.cinestream.billing.customer.CustomerEvent.ResidenceSet;
import dev.cinestream.billing.customer.CustomerEvent.ScheduleCleared;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionBegun;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionEnded;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionPaused;
import dev.cinestream.billing.customer.CustomerEvent.TestClockUsed;
import dev.cinestream.billing.customer.CustomerEvent.TrialExtended;
import dev.cinestream.billing.customer.CustomerEvent.TrialStarted;
import dev.cinestream.billing.customer.CustomerState.Closed;
import dev.cinestream.billing.customer.CustomerState.None;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.customer.Schedule.Then;
import dev.cinestream.billing.customer.Subscription.Trialing;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import java.util.function.UnaryOperator;

/// An account as it pays, and its subscription.
///
/// ```
/// none ──subscribe──▶ TRIALING ──trial's end──▶ ACTIVE ◀──overdue, paid──▶ PAST_DUE
///   │                                           │  ▲ ▲
///   └───subscribe──▶ PENDING ───────paid────────┼──┼─┘
///                                               ▼  │
///                                             PAUSED         each ──▶ ENDED ──subscribe──▶ …
/// ```
///
/// Invariants:
/// 1. One subscription lives at a time; after it has ended another may begin. One trial in a customer's life.
/// 2. What lives has a next step, and a `Proceed` at its moment does something.
/// 3. Periods follow one another without gap or overlap from the anchor on, and each is billed once, as of its begin, however
///    late that is done. A late run bills period by period, one a command.
/// 4. A trial's end begins period 0 and bills it, with or without a payment method: collecting it is the invoice's business.
/// 5. Without a trial the first bill comes first (PENDING) and its payment begins period 0, anchored at the moment of
///    subscribing; without payment for 23 hours, or when it is uncollectible, the subscription has EXPIRED, and the credit it
///    used is given back. Paid in that very moment after all, it begins after all; paid when it has ended otherwise, the money
///    becomes credit.
/// 6. What is scheduled (a change of plan, a cancellation or a pause) is applied at the period's end, before a renewal.
/// 7. A change of plan at once gives back the unused part of what was really charged, to the second, and charges the remaining
///    part of the new price; another interval begins a cycle of its own with a whole period. In a trial or a pause only the
///    terms change. While a payment is awaited or overdue there is none.
/// 8. A bill below zero becomes credit, and the next bill uses credit first. Credit is never negative, and all money of a
///    customer's subscription and credit is in one currency.
/// 9. A discount is used by one by each bill of a whole period. The remaining part of a period has the discount that its
///    period has: a change of plan neither loses it nor uses it again.
/// 10. An overdue bill makes it PAST_DUE and its payment ACTIVE again. Given up, or still overdue at the period's end, it ends
///     UNPAID, and nothing more is billed; given up, it pauses instead when that is asked for, until its owner or time resumes it.
/// 11. News of invoices changes nothing when it is late, told twice, or of an invoice that nothing waits for.
/// 12. Where a customer lives counts from the next bill on; the calendar, from the next cycle on.
/// 13. Closing ends everything, for ever.
public final class Customer
        implements Decider<CustomerCommand, CustomerState, CustomerEvent, CustomerRejection> {

    @Override
    public CustomerState initial() {
        return new None();
    }

    @Override
    public Decision<CustomerEvent, CustomerRejection> decide(
            CustomerCommand command, CustomerState state) {
        return switch (command) {
            case OpenCustomer open -> decideOpen(open, state);
            case SetResidence(var residence) ->
                    open(state, customer -> Person.decideResidence(residence, customer));
            case SetPaymentMethod(var method) ->
                    open(state, customer -> Person.decideMethod(method, customer));
            case RemovePaymentMethod() -> open(state, Person::decideNoMethod);
            case UseTestClock(var clock) ->
                    open(state, customer -> Person.decideClock(clock, customer));
            case Subscribe subscribe ->
                    open(state, customer -> Beginning.decideSubscribe(subscribe, customer));
            case ChangePlan change -> open(state, customer -> PlanChanges.decide(change, customer));
            case Cancel cancel -> open(state, customer -> Leaving.decideCancel(cancel, customer));
            case KeepAsItIs() -> open(state, Leaving::decideKeep);
            case Pause pause -> open(state, customer -> Leaving.decidePause(pause, customer));
            case Resume resume -> open(state, customer -> Steps.decideResume(resume, customer));
            case ExtendTrial extend ->
                    open(state, customer -> Beginning.decideExtendTrial(extend, customer));
            case ApplyDiscount(var discount) ->
                    open(state, customer -> Purse.decideDiscount(discount, customer));
            case GiveCredit(var amount) ->
                    open(state, customer -> Purse.decideCredit(amount, customer));
            case Proceed proceed -> told(state, it -> Steps.decideProceed(proceed, it));
            case NotePaid paid -> told(state, it -> Payments.decidePaid(paid, it));
            case NoteOverdue overdue -> told(state, it -> Payments.decideOverdue(overdue, it));
            case NoteUncollectible given ->
                    told(state, it -> Payments.decideUncollectible(given, it));
            case CloseCustomer(var at) -> told(state, it -> Leaving.decideClose(at, it));
        };
    }

    private static Decision<CustomerEvent, CustomerRejection> decideOpen(
            OpenCustomer command, CustomerState state) {
        return switch (state) {
            case None() -> Person.decideOpen(command);
            case Open _ -> Decision.accept();
            case Closed() -> Decision.reject(new CustomerRejection.NoSuchCustomer());
        };
    }

    private interface OnCustomer {
        Decision<CustomerEvent, CustomerRejection> decide(Open customer);
    }

    private static Decision<CustomerEvent, CustomerRejection> open(
            CustomerState state, OnCustomer then) {
        return switch (state) {
            case None(), Closed() -> Decision.reject(new CustomerRejection.NoSuchCustomer());
            case Open customer -> then.decide(customer);
        };
    }

    /// What comes by itself may come when the customer is gone, and finds nothing to do.
    private static Decision<CustomerEvent, CustomerRejection> told(
            CustomerState state, OnCustomer then) {
        return switch (state) {
            case None(), Closed() -> Decision.accept();
            case Open customer -> then.decide(customer);
        };
    }

    @Override
    public CustomerState evolve(CustomerState state, CustomerEvent event) {
        return switch (event) {
            case CustomerOpened opened -> Person.opened(opened);
            case ResidenceSet(var residence) -> there(state, event).withResidence(residence);
            case PaymentMethodSet(var method) -> there(state, event).withMethod(method);
            case PaymentMethodRemoved() -> there(state, event).withMethod(null);
            case TestClockUsed(var clock) -> there(state, event).withClock(clock);
            case TrialStarted(var terms, _, var until, _) ->
                    there(state, event).begun(new Trialing(terms, until, Schedule.RENEWAL));
            case TrialExtended(var until, _) ->
                    History.trialExtended(event, until, there(state, event));
            case SubscriptionBegun begun -> History.begun(begun, there(state, event));
            case PeriodBegun begun -> History.begun(begun, there(state, event));
            case Billed(var bill) -> History.billed(bill, there(state, event));
            case PlanChanged changed -> History.changed(changed, there(state, event));
            case PlanChangeScheduled(var terms) ->
                    scheduled(state, event, it -> it.changing(terms));
            case CancellationScheduled _ -> scheduled(state, event, it -> it.then(new Then.Ends()));
            case PauseScheduled(var until, _) ->
                    scheduled(state, event, it -> it.then(new Then.Pauses(until)));
            case ScheduleCleared _ -> scheduled(state, event, _ -> Schedule.RENEWAL);
            case SubscriptionPaused paused -> History.paused(paused, there(state, event));
            case PaymentOverdue(var invoice, _) ->
                    History.overdue(event, invoice, there(state, event));
            case PaymentReceived _ -> History.paid(there(state, event));
            case SubscriptionEnded ended -> History.ended(ended, there(state, event));
            case DiscountApplied(var discount) -> there(state, event).withDiscount(discount);
            case CreditGiven(var amount) -> there(state, event).credited(amount);
            case CustomerClosed _ -> new Closed();
        };
    }

    private static Open scheduled(
            CustomerState state, CustomerEvent event, UnaryOperator<Schedule> change) {
        return History.scheduled(event, there(state, event), change);
    }

    private static Open there(CustomerState state, CustomerEvent event) {
        if (state instanceof Open customer) {
            return customer;
        }
        throw new IllegalStateException(
                event.getClass().getSimpleName() + " of a customer that is not there");
    }
}
