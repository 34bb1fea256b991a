package dev.cinestream.billing.customer;

import dev.cinestream.billing.Discount;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.TaxTable;
import dev.cinestream.billing.Terms;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What may be asked of a customer. `at` is the moment it happens at, on the customer's clock; `taxes` comes with what may
/// bill.
public sealed interface CustomerCommand {

    /// @param id of the account, and of the stream
    /// @param clock the test clock it lives by; null for the real one
    record OpenCustomer(UUID id, Residence residence, @Nullable UUID clock, Instant at)
            implements CustomerCommand {}

    record SetResidence(Residence residence) implements CustomerCommand {}

    record SetPaymentMethod(PaymentMethod method) implements CustomerCommand {}

    record RemovePaymentMethod() implements CustomerCommand {}

    record UseTestClock(UUID clock) implements CustomerCommand {}

    /// Begins with the trial, for who has had none and if the terms have one; else with a bill.
    record Subscribe(Terms terms, Instant at, TaxTable taxes) implements CustomerCommand {}

    /// @param when a change at once is prorated to the second
    record ChangePlan(Terms terms, When when, Instant at, TaxTable taxes)
            implements CustomerCommand {}

    /// @param when at once gives nothing back; support refunds if it wants to
    record Cancel(When when, Instant at) implements CustomerCommand {}

    /// Undoes what was to happen at the period's end: a cancellation, a change, a pause.
    record KeepAsItIs() implements CustomerCommand {}

    /// From the period's end on.
    ///
    /// @param until by then it resumes by itself
    record Pause(Instant until) implements CustomerCommand {}

    /// Ends a pause now; a period begins and is billed.
    record Resume(Instant at, TaxTable taxes) implements CustomerCommand {}

    record ExtendTrial(Instant until, Instant at) implements CustomerCommand {}

    /// A new one replaces the one before.
    record ApplyDiscount(Discount discount) implements CustomerCommand {}

    record GiveCredit(Money amount) implements CustomerCommand {}

    /// Whatever is due by now happens; nothing when nothing is.
    record Proceed(Instant at, TaxTable taxes) implements CustomerCommand {}

    /// An invoice of the customer's was paid.
    record NotePaid(UUID invoice, Instant at) implements CustomerCommand {}

    /// Collecting an invoice failed, and is tried again or waits for another payment method.
    record NoteOverdue(UUID invoice, Instant at) implements CustomerCommand {}

    /// Collecting an invoice was given up: the subscription ends, or pauses instead.
    ///
    /// @param pauseUntil a paused one resumes by itself then; null when it ends
    record NoteUncollectible(UUID invoice, @Nullable Instant pauseUntil, Instant at)
            implements CustomerCommand {

        public NoteUncollectible(UUID invoice, Instant at) {
            this(invoice, null, at);
        }
    }

    /// The account is gone. The subscription ends at once.
    record CloseCustomer(Instant at) implements CustomerCommand {}

    enum When {
        NOW,
        PERIOD_END
    }
}
