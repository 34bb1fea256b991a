package dev.cinestream.billing.customer;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.TaxTable;
import dev.cinestream.billing.customer.CustomerCommand.Proceed;
import dev.cinestream.billing.customer.CustomerEvent.Billed;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.eventsourcing.decider.Decision;
import java.util.List;
import java.util.Optional;

/// The bill that a command would make, or why it would be refused. It is the decision itself without its commit, so it cannot
/// differ from the invoice that the same command makes in the same state.
public final class Preview {

    private static final Customer RULES = new Customer();

    private Preview() {}

    /// @return one bill, or none for what makes none
    public static Decision<Bill, CustomerRejection> of(
            CustomerCommand command, CustomerState state) {
        return switch (RULES.decide(command, state)) {
            case Decision.Accepted<CustomerEvent, CustomerRejection>(var events) ->
                    Decision.accept(bills(events));
            case Decision.Rejected<CustomerEvent, CustomerRejection>(var rejection) ->
                    Decision.reject(rejection);
        };
    }

    /// The bill of the next step, if it makes one.
    public static Optional<Bill> upcoming(CustomerState state, TaxTable taxes) {
        if (!(state instanceof Open customer)) {
            return Optional.empty();
        }
        NextStep next = customer.subscription().next();
        return next == null
                ? Optional.empty()
                : switch (of(new Proceed(next.at(), taxes), state)) {
                    case Decision.Accepted<Bill, CustomerRejection>(var bills) ->
                            bills.stream().findFirst();
                    case Decision.Rejected<Bill, CustomerRejection> _ -> Optional.empty();
                };
    }

    /// The bill of the next step once the command is done: what a change for the period's end will cost.
    public static Optional<Bill> upcomingAfter(
            CustomerCommand command, CustomerState state, TaxTable taxes) {
        return switch (RULES.decide(command, state)) {
            case Decision.Accepted<CustomerEvent, CustomerRejection>(var events) ->
                    upcoming(RULES.evolve(state, events), taxes);
            case Decision.Rejected<CustomerEvent, CustomerRejection> _ -> Optional.empty();
        };
    }

    private static List<Bill> bills(List<CustomerEvent> events) {
        return events.stream()
                .filter(Billed.class::isInstance)
                .map(event -> ((Billed) event).bill())
                .toList();
    }
}
