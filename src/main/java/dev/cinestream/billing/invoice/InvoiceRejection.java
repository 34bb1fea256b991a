package dev.cinestream.billing.invoice;

import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.List;
import org.joda.money.Money;

/// Why an invoice says no.
public sealed interface InvoiceRejection extends Rejection {

    record NoSuchInvoice() implements InvoiceRejection {
        @Override
        public String code() {
            return "no-such-invoice";
        }

        @Override
        public String detail() {
            return "There is no invoice with this id.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record NotIssued() implements InvoiceRejection {
        @Override
        public String code() {
            return "invoice-not-issued";
        }

        @Override
        public String detail() {
            return "The invoice has no number yet; it gets one within seconds.";
        }
    }

    record NoSuchPayment() implements InvoiceRejection {
        @Override
        public String code() {
            return "no-such-payment";
        }

        @Override
        public String detail() {
            return "The invoice has no payment with this id.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record NoSuchRefund() implements InvoiceRejection {
        @Override
        public String code() {
            return "no-such-refund";
        }

        @Override
        public String detail() {
            return "The invoice has no refund with this id.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record NothingPaid() implements InvoiceRejection {
        @Override
        public String code() {
            return "nothing-paid";
        }

        @Override
        public String detail() {
            return "Only what was paid by a payment is refunded, and nothing was.";
        }
    }

    record WrongRefund(String expected) implements InvoiceRejection {
        @Override
        public String code() {
            return "invalid-refund";
        }

        @Override
        public String detail() {
            return flaws().getFirst().toString();
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public List<Flaw> flaws() {
            return List.of(new Flaw("/amount", expected));
        }
    }

    /// @param left what was paid and not given back
    record MoreThanPaid(Money left) implements InvoiceRejection {
        @Override
        public String code() {
            return "refund-exceeds-payment";
        }

        @Override
        public String detail() {
            return "At most " + left + " is left to be refunded.";
        }
    }

    record NoCreditNote() implements InvoiceRejection {
        @Override
        public String code() {
            return "no-credit-note";
        }

        @Override
        public String detail() {
            return "A credit note is made for a refund that succeeded, and not for money that came twice.";
        }
    }
}
