package dev.cinestream.billing.invoice;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Dunning;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceDrafted;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.Why;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Where an invoice stands.
public sealed interface InvoiceState {

    /// Not there.
    record None() implements InvoiceState {}

    /// Without a number yet.
    ///
    /// @param method to collect it with
    record Draft(Debt debt, @Nullable PaymentMethod method) implements InvoiceState {}

    /// A document.
    ///
    /// @param method of the last attempt
    /// @param chosen of the next attempt, when another one; only while one is under way
    /// @param payments one an attempt, in order
    /// @param paidBy the payment that paid it; null when none had to
    /// @param overdueSince when collecting failed first; dunning is counted from there
    record Issued(
            Debt debt,
            Status status,
            @Nullable PaymentMethod method,
            @Nullable PaymentMethod chosen,
            List<Payment> payments,
            List<Repayment> repayments,
            @Nullable UUID paidBy,
            @Nullable Instant overdueSince,
            @Nullable NextStep next)
            implements InvoiceState {

        public Issued {
            payments = List.copyOf(payments);
            repayments = List.copyOf(repayments);
        }
    }

    enum Status {
        OPEN,
        PAID,
        UNCOLLECTIBLE
    }

    /// What is owed, as far as collecting asks.
    record Debt(
            UUID invoice,
            UUID customer,
            @Nullable UUID clock,
            Money due,
            Money total,
            Money tax,
            Dunning dunning) {

        static Debt of(InvoiceDrafted drafted) {
            Bill bill = drafted.bill();
            return new Debt(
                    bill.id(),
                    drafted.customer(),
                    drafted.clock(),
                    bill.due(),
                    bill.total(),
                    bill.tax(),
                    drafted.dunning());
        }
    }

    /// An attempt to collect what is due.
    ///
    /// @param provider that was asked to make it
    /// @param asked how often the provider was asked what became of it
    /// @param charge the provider's name for it, once it succeeded
    record Payment(
            UUID id,
            int attempt,
            String provider,
            Standing standing,
            int asked,
            @Nullable String charge) {

        /// What became of a payment, as far as is known.
        public enum Standing {
            REQUESTED,
            UNCLEAR,
            ACTION_NEEDED,
            DECLINED,
            SUCCEEDED
        }

        static Payment of(PaymentRequested event) {
            return new Payment(
                    event.payment(),
                    event.attempt(),
                    event.method().provider(),
                    Standing.REQUESTED,
                    0,
                    null);
        }

        /// Whether only the provider knows what became of it.
        boolean inFlight() {
            return standing == Standing.REQUESTED || standing == Standing.UNCLEAR;
        }

        Payment with(Standing next) {
            return new Payment(id, attempt, provider, next, asked, charge);
        }

        Payment asked(int times) {
            return new Payment(id, attempt, provider, Standing.UNCLEAR, times, charge);
        }

        Payment succeeded(String name) {
            return new Payment(id, attempt, provider, Standing.SUCCEEDED, asked, name);
        }
    }

    /// Money that goes back.
    ///
    /// @param noted whether there is a credit note about it
    record Repayment(
            UUID id,
            UUID payment,
            Money amount,
            Money tax,
            Why why,
            Stage stage,
            int asked,
            boolean noted) {

        /// What became of it, as far as is known.
        public enum Stage {
            REQUESTED,
            SUCCEEDED,
            FAILED
        }

        static Repayment of(RefundRequested event) {
            return new Repayment(
                    event.refund(),
                    event.payment(),
                    event.amount(),
                    event.tax(),
                    event.why(),
                    Stage.REQUESTED,
                    0,
                    false);
        }

        boolean inFlight() {
            return stage == Stage.REQUESTED;
        }

        Repayment with(Stage next) {
            return new Repayment(id, payment, amount, tax, why, next, asked, noted);
        }

        Repayment asked(int times) {
            return new Repayment(id, payment, amount, tax, why, stage, times, noted);
        }

        Repayment withNote() {
            return new Repayment(id, payment, amount, tax, why, stage, asked, true);
        }
    }
}
