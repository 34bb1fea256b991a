package dev.cinestream.billing.customer;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Cycle;
import dev.cinestream.billing.Discount;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.Period;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.Terms;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What happens to a customer. `next` is what happens by itself from then on; an event without it leaves it as it was.
public sealed interface CustomerEvent {

    record CustomerOpened(UUID id, Residence residence, @Nullable UUID clock, Instant at)
            implements CustomerEvent {}

    record ResidenceSet(Residence residence) implements CustomerEvent {}

    record PaymentMethodSet(PaymentMethod method) implements CustomerEvent {}

    record PaymentMethodRemoved() implements CustomerEvent {}

    record TestClockUsed(UUID clock) implements CustomerEvent {}

    record TrialStarted(Terms terms, Instant at, Instant until, NextStep next)
            implements CustomerEvent {}

    record TrialExtended(Instant until, NextStep next) implements CustomerEvent {}

    /// A subscription without trial, or after one was used: it begins when its bill is paid, or not at all.
    record SubscriptionBegun(Terms terms, Cycle cycle, Instant at, NextStep next)
            implements CustomerEvent {}

    /// A period of the subscription begins: the first after a trial, or the next.
    ///
    /// @param number of the cycle's periods, from 0
    record PeriodBegun(Terms terms, Cycle cycle, int number, Period period, NextStep next)
            implements CustomerEvent {}

    /// The document that follows has the bill's id.
    record Billed(Bill bill) implements CustomerEvent {}

    /// In the middle of a period, or of a trial.
    record PlanChanged(Terms terms, @Nullable Cycle cycle, @Nullable Period period, NextStep next)
            implements CustomerEvent {}

    /// For the period's end.
    record PlanChangeScheduled(Terms terms) implements CustomerEvent {}

    record CancellationScheduled(NextStep next) implements CustomerEvent {}

    record PauseScheduled(Instant until, NextStep next) implements CustomerEvent {}

    /// Nothing but a renewal happens at the period's end any more.
    record ScheduleCleared(NextStep next) implements CustomerEvent {}

    /// @param until it resumes then by itself
    record SubscriptionPaused(Instant at, Instant until, NextStep next) implements CustomerEvent {}

    /// A bill is not paid yet, though collecting it was tried.
    record PaymentOverdue(UUID invoice, Instant at) implements CustomerEvent {}

    /// What was overdue, or what the subscription's begin waited for, is paid.
    record PaymentReceived(UUID invoice, Instant at) implements CustomerEvent {}

    /// The last of the subscription. There is no next step.
    ///
    /// @param unpaid the invoice whose payment would have begun it: nobody collects it any more; null when it had begun
    record SubscriptionEnded(End why, @Nullable UUID unpaid, Instant at) implements CustomerEvent {

        public SubscriptionEnded(End why, Instant at) {
            this(why, null, at);
        }
    }

    record DiscountApplied(Discount discount) implements CustomerEvent {}

    record CreditGiven(Money amount) implements CustomerEvent {}

    record CustomerClosed(Instant at) implements CustomerEvent {}

    /// Why a subscription ended.
    enum End {
        /// The customer or support wanted it.
        CANCELLED,
        /// Its first bill was not paid in time: it never began.
        EXPIRED,
        /// A bill was not paid in the end.
        UNPAID,
        /// The account was closed.
        CLOSED
    }
}
