package dev.cinestream.billing.customer;

import dev.cinestream.billing.Discount;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerEvent.CreditGiven;
import dev.cinestream.billing.customer.CustomerEvent.DiscountApplied;
import dev.cinestream.billing.customer.CustomerRejection.InvalidBilling;
import dev.cinestream.billing.customer.CustomerRejection.OtherCurrency;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.customer.Subscription.Ended;
import dev.cinestream.billing.customer.Subscription.Pending;
import dev.cinestream.eventsourcing.decider.Decision;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A customer's credit and discount. All of it is in one currency, the subscription's.
final class Purse {

    private static final int WHOLE = 10_000;

    private Purse() {}

    static Decision<CustomerEvent, CustomerRejection> decideCredit(Money amount, Open customer) {
        if (!amount.isPositive()) {
            return Decision.reject(new InvalidBilling("/amount", "must be more than zero"));
        }
        Money mine = inItsCurrency(customer);
        return mine == null || mine.isSameCurrency(amount)
                ? Decision.accept(new CreditGiven(amount))
                : Decision.reject(otherThan(mine));
    }

    static Decision<CustomerEvent, CustomerRejection> decideDiscount(
            Discount discount, Open customer) {
        Integer points = discount.basisPoints();
        if (points != null && (points < 1 || points > WHOLE)) {
            return Decision.reject(
                    new InvalidBilling("/basisPoints", "must be from 1 to 10000, which is all"));
        }
        Money amount = discount.amount();
        if (amount != null && !amount.isPositive()) {
            return Decision.reject(new InvalidBilling("/amount", "must be more than zero"));
        }
        Integer bills = discount.bills();
        if (bills != null && bills < 1) {
            return Decision.reject(new InvalidBilling("/bills", "must be 1 or more, or none"));
        }
        Money mine = inItsCurrency(customer);
        if (amount != null && mine != null && !amount.isSameCurrency(mine)) {
            return Decision.reject(otherThan(mine));
        }
        return discount.equals(customer.discount())
                ? Decision.accept()
                : Decision.accept(new DiscountApplied(discount));
    }

    static OtherCurrency otherThan(Money mine) {
        return new OtherCurrency(mine.getCurrencyUnit().getCode());
    }

    static Money creditAfter(@Nullable Money credit, Money amount) {
        return credit == null ? amount : credit.plus(amount);
    }

    /// What is left of a discount when a bill has used it.
    static @Nullable Discount afterOneBill(Discount discount) {
        Integer bills = discount.bills();
        if (bills == null) {
            return discount;
        }
        return bills == 1
                ? null
                : new Discount(
                        discount.coupon(),
                        discount.name(),
                        discount.basisPoints(),
                        discount.amount(),
                        bills - 1);
    }

    /// An amount in the purse's currency; null when any will do. What was never paid for may still be paid, and become credit.
    private static @Nullable Money inItsCurrency(Open customer) {
        if (customer.credit() != null) {
            return customer.credit();
        }
        Terms terms =
                customer.subscription() instanceof Ended(_, _, Pending unpaid) && unpaid != null
                        ? unpaid.terms()
                        : customer.subscription().terms();
        return terms == null ? null : terms.price();
    }
}
