package dev.cinestream.billing.customer;

import dev.cinestream.billing.Cycle;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.Period;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerEvent.End;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Where a customer's subscription stands.
public sealed interface Subscription {

    /// What happens by itself from here on; null when it does not live.
    @Nullable NextStep next();

    /// What it is on; null when it does not live.
    @Nullable Terms terms();

    /// There was none yet.
    record Never() implements Subscription {
        @Override
        public @Nullable NextStep next() {
            return null;
        }

        @Override
        public @Nullable Terms terms() {
            return null;
        }
    }

    /// In a trial or a period, at whose end its schedule is applied.
    sealed interface Ongoing extends Subscription {

        @Override
        Terms terms();

        Schedule schedule();

        Instant end();

        /// What happens at the end when nothing else is scheduled.
        NextStep.What renewal();

        @Override
        default NextStep next() {
            return next(schedule());
        }

        /// What would happen by this schedule.
        default NextStep next(Schedule schedule) {
            return schedule.at(end(), renewal());
        }
    }

    /// Nothing is charged yet.
    record Trialing(Terms terms, Instant end, Schedule schedule) implements Ongoing {
        @Override
        public NextStep.What renewal() {
            return NextStep.What.TRIAL_ENDS;
        }
    }

    /// Begun, and its first bill is not paid.
    ///
    /// @param expires it ends then
    /// @param invoice that it waits for
    /// @param charge by that invoice
    /// @param creditUsed by that invoice
    record Pending(
            Terms terms,
            Cycle cycle,
            Instant expires,
            UUID invoice,
            Charge charge,
            Money creditUsed)
            implements Subscription {
        @Override
        public NextStep next() {
            return new NextStep(expires, NextStep.What.ENDS);
        }
    }

    /// In one of its periods.
    sealed interface InPeriod extends Ongoing {

        Running running();

        @Override
        default Terms terms() {
            return running().terms();
        }

        @Override
        default Schedule schedule() {
            return running().schedule();
        }

        @Override
        default Instant end() {
            return running().period().until();
        }

        @Override
        default NextStep.What renewal() {
            return NextStep.What.RENEWS;
        }
    }

    /// Paid for, as far as is known.
    record Active(Running running) implements InPeriod {}

    /// A bill of it is overdue.
    ///
    /// @param invoice the first that was; of another one it is heard when that is tried again
    record PastDue(Running running, UUID invoice) implements InPeriod {}

    /// Nothing is charged or allowed for a time.
    record Paused(Terms terms, Instant since, Instant until) implements Subscription {
        @Override
        public NextStep next() {
            return new NextStep(until, NextStep.What.RESUMES);
        }
    }

    /// Over. Another one may begin.
    ///
    /// @param unpaid what was never paid for and so never began; null when it had begun
    record Ended(End why, Instant at, @Nullable Pending unpaid) implements Subscription {
        @Override
        public @Nullable NextStep next() {
            return null;
        }

        @Override
        public @Nullable Terms terms() {
            return null;
        }
    }

    /// A period of a subscription.
    ///
    /// @param number of the cycle's periods, from 0
    /// @param charge for what is left of the period since it was last charged
    record Running(
            Terms terms, Cycle cycle, int number, Period period, Charge charge, Schedule schedule) {

        Running withCharge(Charge next) {
            return new Running(terms, cycle, number, period, next, schedule);
        }

        Running withSchedule(Schedule next) {
            return new Running(terms, cycle, number, period, charge, next);
        }
    }
}
