package dev.cinestream.billing.web;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Discount;
import dev.cinestream.billing.Taxes;
import dev.cinestream.billing.customer.CustomerCommand;
import dev.cinestream.billing.customer.CustomerEvent.DiscountApplied;
import dev.cinestream.billing.customer.CustomerRejection;
import dev.cinestream.billing.customer.CustomerState;
import dev.cinestream.billing.customer.Preview;
import dev.cinestream.billing.web.Callers.Present;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.platform.http.Commands;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/// What commands would cost.
@ApplicationScoped
class Previews {

    private final Taxes taxes;

    Previews(Taxes taxes) {
        this.taxes = taxes;
    }

    /// @throws dev.cinestream.platform.http.ProblemException as the command itself would
    BillingViews.Preview of(Present now, CustomerCommand command) {
        return of(now.customer(), now.now(), command);
    }

    /// The same with a coupon redeemed before.
    BillingViews.Preview of(Present now, CustomerCommand command, Discount discount) {
        CustomerState with =
                BillingModule.CUSTOMER
                        .decider()
                        .evolve(now.customer(), new DiscountApplied(discount));
        return of(with, now.now(), command);
    }

    private BillingViews.Preview of(CustomerState state, Instant at, CustomerCommand command) {
        return BillingViews.Preview.of(
                bills(Preview.of(command, state)),
                Preview.upcomingAfter(command, state, taxes.table()),
                at);
    }

    private static List<Bill> bills(Decision<Bill, CustomerRejection> decision) {
        return switch (decision) {
            case Decision.Accepted<Bill, CustomerRejection>(var bills) -> bills;
            case Decision.Rejected<Bill, CustomerRejection>(var no) -> throw Commands.refused(no);
        };
    }
}
