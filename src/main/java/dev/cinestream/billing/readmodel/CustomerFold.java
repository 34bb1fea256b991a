package dev.cinestream.billing.readmodel;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Entitlement;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.Period;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerEvent;
import dev.cinestream.billing.customer.CustomerEvent.CustomerOpened;
import dev.cinestream.billing.readmodel.CustomerRow.Access;
import dev.cinestream.billing.readmodel.CustomerRow.Scheduled;
import dev.cinestream.eventsourcing.log.Metadata;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A customer's row while an event is folded onto it.
final class CustomerFold {

    private final Metadata event;
    private final UUID id;
    private final Instant openedAt;
    private final Access accessBefore;
    private Residence residence;
    private @Nullable UUID clock;
    private @Nullable String provider;
    private CustomerStatus status;
    private @Nullable Terms terms;
    private @Nullable Period period;
    private @Nullable Scheduled scheduled;
    private @Nullable Money credit;
    private @Nullable Awaited next;
    private boolean closed;

    private CustomerFold(CustomerRow row, Metadata event) {
        this.event = event;
        id = row.id();
        openedAt = row.openedAt();
        accessBefore = row.access();
        residence = row.residence();
        clock = row.clock();
        provider = row.provider();
        status = row.status();
        terms = row.terms();
        period = row.period();
        scheduled = row.scheduled();
        credit = row.credit();
        next = row.next();
        closed = row.closed();
    }

    static CustomerRow opened(CustomerOpened opened, Metadata event) {
        return new CustomerRow(
                event.streamId(),
                event.revision(),
                opened.residence(),
                opened.clock(),
                null,
                CustomerStatus.NONE,
                null,
                null,
                null,
                null,
                new Access(null, event.recordedAt()),
                null,
                opened.at(),
                false);
    }

    static CustomerRow fold(CustomerRow row, CustomerEvent happened, Metadata event) {
        var fold = new CustomerFold(row, event);
        fold.apply(happened);
        return fold.row();
    }

    private void apply(CustomerEvent happened) {
        switch (happened) {
            case CustomerOpened _ ->
                    throw new IllegalStateException("a customer is opened once: " + id);
            case CustomerEvent.ResidenceSet(Residence now) -> residence = now;
            case CustomerEvent.PaymentMethodSet(var method) -> provider = method.provider();
            case CustomerEvent.PaymentMethodRemoved() -> provider = null;
            case CustomerEvent.TestClockUsed(UUID now) -> clock = now;
            case CustomerEvent.TrialStarted(Terms now, _, _, NextStep step) ->
                    begin(CustomerStatus.TRIALING, now, step);
            case CustomerEvent.TrialExtended(_, NextStep step) -> await(step);
            case CustomerEvent.SubscriptionBegun(Terms now, _, _, NextStep step) ->
                    begin(CustomerStatus.PENDING, now, step);
            case CustomerEvent.PeriodBegun(Terms now, _, _, Period begun, NextStep step) -> {
                begin(CustomerStatus.ACTIVE, now, step);
                period = begun;
            }
            case CustomerEvent.Billed(Bill bill) -> credit = creditAfter(bill);
            case CustomerEvent.PlanChanged(Terms now, _, Period changed, NextStep step) -> {
                terms = now;
                period = changed == null ? period : changed;
                scheduled = scheduled == Scheduled.CHANGE ? null : scheduled;
                await(step);
            }
            case CustomerEvent.PlanChangeScheduled _ -> scheduled = Scheduled.CHANGE;
            case CustomerEvent.CancellationScheduled(NextStep step) -> {
                scheduled = Scheduled.CANCELLATION;
                await(step);
            }
            case CustomerEvent.PauseScheduled(_, NextStep step) -> {
                scheduled = Scheduled.PAUSE;
                await(step);
            }
            case CustomerEvent.ScheduleCleared(NextStep step) -> {
                scheduled = null;
                await(step);
            }
            case CustomerEvent.SubscriptionPaused(_, _, NextStep step) -> {
                status = CustomerStatus.PAUSED;
                scheduled = null;
                await(step);
            }
            case CustomerEvent.PaymentOverdue _ ->
                    status = status == CustomerStatus.ACTIVE ? CustomerStatus.PAST_DUE : status;
            case CustomerEvent.PaymentReceived _ ->
                    status =
                            status == CustomerStatus.PAST_DUE || status == CustomerStatus.PENDING
                                    ? CustomerStatus.ACTIVE
                                    : status;
            case CustomerEvent.SubscriptionEnded _ -> {
                status = CustomerStatus.ENDED;
                scheduled = null;
                next = null;
            }
            case CustomerEvent.DiscountApplied _ -> {}
            case CustomerEvent.CreditGiven(Money amount) ->
                    credit = creditIn(amount.getCurrencyUnit()).plus(amount);
            case CustomerEvent.CustomerClosed _ -> closed = true;
        }
    }

    private void begin(CustomerStatus as, Terms now, NextStep step) {
        status = as;
        terms = now;
        scheduled = null;
        await(step);
    }

    private void await(NextStep step) {
        next = Awaited.of(step, event);
    }

    private Money creditAfter(Bill bill) {
        return creditIn(bill.total().getCurrencyUnit())
                .minus(bill.creditUsed())
                .plus(bill.creditEarned());
    }

    /// Once it is used up it may be in another currency.
    private Money creditIn(CurrencyUnit currency) {
        return credit == null || credit.isZero() ? Money.zero(currency) : credit;
    }

    private CustomerRow row() {
        return new CustomerRow(
                id,
                event.revision(),
                residence,
                clock,
                provider,
                status,
                terms,
                period,
                scheduled,
                credit,
                access(),
                next,
                openedAt,
                closed);
    }

    private Access access() {
        Entitlement now = status.isEntitled() && terms != null ? terms.entitlement() : null;
        return Objects.equals(now, accessBefore.entitlement())
                ? accessBefore
                : new Access(now, event.recordedAt());
    }
}
