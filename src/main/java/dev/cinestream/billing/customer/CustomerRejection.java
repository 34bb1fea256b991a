package dev.cinestream.billing.customer;

import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.List;
import java.util.stream.Collectors;

/// Why a customer says no.
public sealed interface CustomerRejection extends Rejection {

    record NoSuchCustomer() implements CustomerRejection {
        @Override
        public String code() {
            return "no-such-customer";
        }

        @Override
        public String detail() {
            return "There is no customer with this id, or its account was closed.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record InvalidBilling(List<Flaw> flaws) implements CustomerRejection {
        public InvalidBilling {
            flaws = List.copyOf(flaws);
        }

        InvalidBilling(String pointer, String expected) {
            this(List.of(new Flaw(pointer, expected)));
        }

        @Override
        public String code() {
            return "invalid-billing";
        }

        @Override
        public String detail() {
            return flaws.stream().map(Flaw::toString).collect(Collectors.joining("; "));
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }

    record AlreadySubscribed() implements CustomerRejection {
        @Override
        public String code() {
            return "already-subscribed";
        }

        @Override
        public String detail() {
            return "There is a subscription; change its plan, or end it first.";
        }
    }

    record NotSubscribed() implements CustomerRejection {
        @Override
        public String code() {
            return "not-subscribed";
        }

        @Override
        public String detail() {
            return "There is no subscription, or it has ended; subscribe first.";
        }
    }

    record PaymentAwaited() implements CustomerRejection {
        @Override
        public String code() {
            return "payment-awaited";
        }

        @Override
        public String detail() {
            return "A bill is not paid yet; this can be done once it is.";
        }
    }

    /// @param currency the right one
    record OtherCurrency(String currency) implements CustomerRejection {
        @Override
        public String code() {
            return "other-currency";
        }

        @Override
        public String detail() {
            return "What this customer pays and is credited is in "
                    + currency
                    + "; choose a price or an amount in it.";
        }
    }

    record RenewalUnderWay() implements CustomerRejection {
        @Override
        public String code() {
            return "renewal-under-way";
        }

        @Override
        public String detail() {
            return "The period is over and the next one is being made; ask again in a moment.";
        }
    }

    record EndsAlready() implements CustomerRejection {
        @Override
        public String code() {
            return "subscription-ends";
        }

        @Override
        public String detail() {
            return "The subscription ends with the period; undo that first, or change the plan at once.";
        }
    }

    record NotInTrial() implements CustomerRejection {
        @Override
        public String code() {
            return "not-in-trial";
        }

        @Override
        public String detail() {
            return "There is no trial under way that could be extended.";
        }
    }

    record NotPaused() implements CustomerRejection {
        @Override
        public String code() {
            return "not-paused";
        }

        @Override
        public String detail() {
            return "The subscription is not paused; a pause that is yet to come can be undone.";
        }
    }

    record AlreadyPaused() implements CustomerRejection {
        @Override
        public String code() {
            return "already-paused";
        }

        @Override
        public String detail() {
            return "The subscription is paused; resume it first.";
        }
    }

    record ClockInUse() implements CustomerRejection {
        @Override
        public String code() {
            return "clock-in-use";
        }

        @Override
        public String detail() {
            return "A living subscription stays on its clock; choose the clock before subscribing.";
        }
    }
}
