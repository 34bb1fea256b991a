package dev.cinestream.billing.invoicebook;

import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.List;

/// Why a book says no.
public sealed interface InvoiceBookRejection extends Rejection {

    record WrongSeller() implements InvoiceBookRejection {
        @Override
        public String code() {
            return "invalid-seller";
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
            return List.of(new Flaw("/seller", "must be 1 to 12 capital letters and digits"));
        }
    }
}
