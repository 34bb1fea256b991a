package dev.cinestream.billing.customer;

import static dev.cinestream.billing.customer.Ada.KIT;
import static dev.cinestream.billing.customer.Ada.NOON;
import static dev.cinestream.billing.customer.Ada.STANDARD;
import static dev.cinestream.billing.customer.Ada.TAXES;
import static dev.cinestream.billing.customer.Ada.after;
import static dev.cinestream.billing.customer.Ada.amount;
import static dev.cinestream.billing.customer.Ada.bills;
import static dev.cinestream.billing.customer.Ada.euro;
import static dev.cinestream.billing.customer.Ada.lastBill;
import static dev.cinestream.billing.customer.Ada.percent;
import static dev.cinestream.billing.customer.Ada.proceeded;
import static dev.cinestream.billing.customer.Ada.state;
import static dev.cinestream.billing.customer.Ada.subscribed;
import static dev.cinestream.billing.customer.Ada.then;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Discount;
import dev.cinestream.billing.customer.CustomerCommand.ApplyDiscount;
import dev.cinestream.billing.customer.CustomerCommand.Cancel;
import dev.cinestream.billing.customer.CustomerCommand.GiveCredit;
import dev.cinestream.billing.customer.CustomerCommand.NotePaid;
import dev.cinestream.billing.customer.CustomerCommand.Proceed;
import dev.cinestream.billing.customer.CustomerCommand.Subscribe;
import dev.cinestream.billing.customer.CustomerCommand.When;
import dev.cinestream.billing.customer.CustomerEvent.CreditGiven;
import dev.cinestream.billing.customer.CustomerEvent.DiscountApplied;
import dev.cinestream.billing.customer.CustomerRejection.InvalidBilling;
import dev.cinestream.billing.customer.CustomerRejection.OtherCurrency;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Credit and discounts (CS-4).
class PurseTest {

    private static final Money DOLLARS = Money.ofMinor(CurrencyUnit.USD, 500);
    private final List<CustomerEvent> active = subscribed(STANDARD, NOON);

    @Nested
    class Credit {

        @Test
        void is_given_in_the_subscriptions_currency() {
            KIT.given(active).when(new GiveCredit(euro(500))).then(new CreditGiven(euro(500)));
            KIT.given(active).when(new GiveCredit(DOLLARS)).thenRejected(new OtherCurrency("EUR"));
        }

        @Test
        void is_more_than_nothing() {
            KIT.given(active)
                    .when(new GiveCredit(euro(0)))
                    .thenRejected(new InvalidBilling("/amount", "must be more than zero"));
        }

        @Test
        void is_used_before_anything_is_charged_and_no_more_than_is_owed() {
            List<CustomerEvent> renewed =
                    proceeded(then(active, new GiveCredit(euro(1500)), new GiveCredit(euro(100))));

            assertThat(lastBill(renewed).creditUsed()).isEqualTo(euro(1299));
            assertThat(lastBill(renewed).due()).isEqualTo(euro(0));
            assertThat(state(renewed).credit()).isEqualTo(euro(301));
        }

        @Test
        void that_is_left_decides_the_currency_of_the_next_subscription() {
            KIT.given(after(new GiveCredit(DOLLARS)))
                    .when(new Subscribe(STANDARD, NOON, TAXES))
                    .thenRejected(new OtherCurrency("USD"));
            KIT.given(after(new GiveCredit(DOLLARS)))
                    .when(new GiveCredit(euro(5)))
                    .thenRejected(new OtherCurrency("USD"));
        }
    }

    @Nested
    class A_discount {

        @Test
        void is_applied_and_replaced() {
            KIT.given(active)
                    .when(new ApplyDiscount(percent(1000, 3)))
                    .then(new DiscountApplied(percent(1000, 3)));
            KIT.given(then(active, new ApplyDiscount(percent(1000, 3))))
                    .when(new ApplyDiscount(percent(1000, 3)))
                    .thenNothing();
            assertThat(
                            state(
                                            then(
                                                    active,
                                                    new ApplyDiscount(percent(1000, 3)),
                                                    new ApplyDiscount(amount(500, null))))
                                    .discount())
                    .isEqualTo(amount(500, null));
        }

        @Test
        void takes_a_part_or_an_amount_off_for_some_bills() {
            KIT.given(active)
                    .when(new ApplyDiscount(percent(10_001, null)))
                    .thenRejected(
                            new InvalidBilling(
                                    "/basisPoints", "must be from 1 to 10000, which is all"));
            KIT.given(active)
                    .when(new ApplyDiscount(amount(0, null)))
                    .thenRejected(new InvalidBilling("/amount", "must be more than zero"));
            KIT.given(active)
                    .when(new ApplyDiscount(percent(1000, 0)))
                    .thenRejected(new InvalidBilling("/bills", "must be 1 or more, or none"));
            KIT.given(active)
                    .when(
                            new ApplyDiscount(
                                    new Discount(new UUID(1, 1), "Off", null, DOLLARS, null)))
                    .thenRejected(new OtherCurrency("EUR"));
        }

        @Test
        void is_good_for_so_many_bills_and_no_more() {
            List<CustomerEvent> events = then(active, new ApplyDiscount(percent(1000, 2)));
            List<CustomerEvent> renewed = proceeded(proceeded(proceeded(events)));

            assertThat(bills(renewed))
                    .extracting(Bill::total)
                    .containsExactly(euro(1299), euro(1169), euro(1169), euro(1299));
            assertThat(state(renewed).discount()).isNull();
        }

        @Test
        void may_be_for_ever() {
            List<CustomerEvent> events =
                    proceeded(proceeded(then(active, new ApplyDiscount(amount(300, null)))));

            assertThat(lastBill(events).total()).isEqualTo(euro(999));
            assertThat(state(events).discount()).isEqualTo(amount(300, null));
        }

        @Test
        void takes_off_at_most_all_there_is() {
            List<CustomerEvent> events =
                    proceeded(then(active, new ApplyDiscount(amount(9999, 1))));

            assertThat(lastBill(events).total()).isEqualTo(euro(0));
            assertThat(lastBill(events).creditEarned()).isEqualTo(euro(0));
        }

        @Test
        void is_used_by_a_first_bill_once_that_is_paid() {
            List<CustomerEvent> pending =
                    after(
                            new ApplyDiscount(percent(5000, 1)),
                            new Subscribe(STANDARD, NOON, TAXES));

            assertThat(lastBill(pending).total()).isEqualTo(euro(649));
            assertThat(state(then(pending, new NotePaid(Ada.bill(1), NOON))).discount()).isNull();
            List<CustomerEvent> expired =
                    then(pending, new Proceed(NOON.plusSeconds(99_999), TAXES));
            assertThat(state(expired).discount()).isEqualTo(percent(5000, 1));
        }

        @Test
        void outlives_a_subscription() {
            List<CustomerEvent> again =
                    then(
                            active,
                            new ApplyDiscount(percent(5000, 1)),
                            new Cancel(When.NOW, NOON),
                            new Subscribe(STANDARD, NOON, TAXES));

            assertThat(lastBill(again).total()).isEqualTo(euro(649));
        }
    }
}
