package dev.cinestream.billing.customer;

import dev.cinestream.billing.Discount;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.Residence;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Where a customer stands. It stays small: no list in it grows.
public sealed interface CustomerState {

    /// Not there.
    record None() implements CustomerState {}

    /// @param clock the test clock it lives by; null for the real one
    /// @param trialUsed the one trial of its life
    /// @param bills how many there were
    /// @param firstBill the number of the first bill of the present subscription
    /// @param credit more than zero; null when there is none
    /// @param discount for the bills to come
    record Open(
            UUID id,
            Residence residence,
            @Nullable UUID clock,
            @Nullable PaymentMethod method,
            boolean trialUsed,
            int bills,
            int firstBill,
            @Nullable Money credit,
            @Nullable Discount discount,
            Subscription subscription)
            implements CustomerState {

        /// Whether the invoice is of one of the present subscription's bills. The newest are asked first.
        boolean billed(UUID invoice) {
            for (int number = bills; number >= firstBill; number--) {
                if (Bills.id(id, number).equals(invoice)) {
                    return true;
                }
            }
            return false;
        }

        Open withResidence(Residence next) {
            return new Open(
                    id,
                    next,
                    clock,
                    method,
                    trialUsed,
                    bills,
                    firstBill,
                    credit,
                    discount,
                    subscription);
        }

        Open withClock(UUID next) {
            return new Open(
                    id,
                    residence,
                    next,
                    method,
                    trialUsed,
                    bills,
                    firstBill,
                    credit,
                    discount,
                    subscription);
        }

        Open withMethod(@Nullable PaymentMethod next) {
            return new Open(
                    id,
                    residence,
                    clock,
                    next,
                    trialUsed,
                    bills,
                    firstBill,
                    credit,
                    discount,
                    subscription);
        }

        Open withCredit(@Nullable Money next) {
            Money left = next == null || next.isZero() ? null : next;
            return new Open(
                    id,
                    residence,
                    clock,
                    method,
                    trialUsed,
                    bills,
                    firstBill,
                    left,
                    discount,
                    subscription);
        }

        Open credited(Money amount) {
            return withCredit(Purse.creditAfter(credit, amount));
        }

        Open withDiscount(@Nullable Discount next) {
            return new Open(
                    id,
                    residence,
                    clock,
                    method,
                    trialUsed,
                    bills,
                    firstBill,
                    credit,
                    next,
                    subscription);
        }

        Open withBills(int next) {
            return new Open(
                    id,
                    residence,
                    clock,
                    method,
                    trialUsed,
                    next,
                    firstBill,
                    credit,
                    discount,
                    subscription);
        }

        /// What the subscription has become.
        Open with(Subscription next) {
            return new Open(
                    id, residence, clock, method, trialUsed, bills, firstBill, credit, discount,
                    next);
        }

        /// A new subscription, whose bills are counted from here.
        Open begun(Subscription next) {
            boolean trial = trialUsed || next instanceof Subscription.Trialing;
            return new Open(
                    id, residence, clock, method, trial, bills, bills + 1, credit, discount, next);
        }
    }

    /// Gone for ever.
    record Closed() implements CustomerState {}
}
