package dev.cinestream.billing.customer;

import static dev.cinestream.billing.customer.Ada.BASIC;
import static dev.cinestream.billing.customer.Ada.BERLIN;
import static dev.cinestream.billing.customer.Ada.NOON;
import static dev.cinestream.billing.customer.Ada.STANDARD;
import static dev.cinestream.billing.customer.Ada.TAXES;
import static dev.cinestream.billing.customer.Ada.after;
import static dev.cinestream.billing.customer.Ada.euro;
import static dev.cinestream.billing.customer.Ada.lastBill;
import static dev.cinestream.billing.customer.Ada.percent;
import static dev.cinestream.billing.customer.Ada.proceeded;
import static dev.cinestream.billing.customer.Ada.subscribed;
import static dev.cinestream.billing.customer.Ada.then;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Line;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.TaxRate;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand.ApplyDiscount;
import dev.cinestream.billing.customer.CustomerCommand.ChangePlan;
import dev.cinestream.billing.customer.CustomerCommand.SetResidence;
import dev.cinestream.billing.customer.CustomerCommand.Subscribe;
import dev.cinestream.billing.customer.CustomerCommand.When;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tax on bills (CS-4).
class TaxTest {

    private static final Instant MIDDLE = Instant.parse("2026-11-16T11:00:00Z");

    @Test
    void is_part_of_a_price_that_includes_it() {
        Bill bill = billOf(STANDARD, "DE", null);

        assertThat(bill.net()).isEqualTo(euro(1092));
        assertThat(bill.tax()).isEqualTo(euro(207));
        assertThat(bill.total()).isEqualTo(euro(1299));
        assertThat(bill.taxRate()).isEqualTo(new TaxRate("DE", 1900, TaxRate.Kind.STANDARD));
    }

    @Test
    void is_added_to_a_price_without_it() {
        Bill bill = billOf(Ada.withoutTax(STANDARD), "DE", null);

        assertThat(bill.net()).isEqualTo(euro(1299));
        assertThat(bill.tax()).isEqualTo(euro(247));
        assertThat(bill.total()).isEqualTo(euro(1546));
    }

    @Test
    void is_owed_by_a_business_elsewhere_in_the_union_itself_and_the_net_price_is_kept() {
        Bill included = billOf(STANDARD, "FR", "FR12345678901");
        Bill excluded = billOf(Ada.withoutTax(STANDARD), "FR", "FR12345678901");

        assertThat(included.taxRate().kind()).isEqualTo(TaxRate.Kind.REVERSE_CHARGE);
        assertThat(included.total()).isEqualTo(euro(1299 - 217)); // 20 % of it are 2.17
        assertThat(included.tax()).isEqualTo(euro(0));
        assertThat(excluded.total()).isEqualTo(euro(1299));
    }

    @Test
    void is_none_where_the_table_has_none() {
        assertThat(billOf(STANDARD, "US", null).total()).isEqualTo(euro(1299));
        assertThat(billOf(STANDARD, "US", null).tax()).isEqualTo(euro(0));
    }

    @Test
    void is_taken_off_with_a_discount() {
        Bill bill =
                lastBill(
                        after(
                                new ApplyDiscount(percent(1000, null)),
                                new Subscribe(STANDARD, NOON, TAXES)));

        assertThat(bill.lines()).extracting(Line::net).containsExactly(euro(1092), euro(-109));
        assertThat(bill.lines()).extracting(Line::tax).containsExactly(euro(207), euro(-21));
        assertThat(bill.total()).isEqualTo(euro(1169));
    }

    @Test
    void has_the_rate_of_the_day_the_bill_is_of() {
        List<CustomerEvent> paris =
                then(
                        after(new SetResidence(new Residence("FR", BERLIN, null))),
                        new Subscribe(STANDARD, NOON, TAXES),
                        new CustomerCommand.NotePaid(Ada.bill(1), NOON));

        assertThat(lastBill(paris).taxRate().basisPoints()).isEqualTo(2000);
        assertThat(lastBill(proceeded(paris)).taxRate().basisPoints()).isEqualTo(2500);
    }

    @Test
    void is_that_of_the_next_residence_from_the_next_bill_on_and_given_back_as_it_was_charged() {
        List<CustomerEvent> moved =
                then(
                        subscribed(STANDARD, NOON),
                        new SetResidence(new Residence("FR", BERLIN, "FR12345678901")),
                        new ChangePlan(BASIC, When.NOW, MIDDLE, TAXES));
        Line unused = lastBill(moved).lines().getFirst();
        Line remaining = lastBill(moved).lines().getLast();

        assertThat(unused.tax()).isEqualTo(euro(-104)); // half of 2.07
        assertThat(unused.gross()).isEqualTo(euro(-650));
        assertThat(remaining.tax()).isEqualTo(euro(0));
        assertThat(remaining.net()).isEqualTo(euro(400 - 67));
    }

    private static Bill billOf(Terms terms, String country, @Nullable String vatId) {
        return lastBill(
                after(
                        new SetResidence(new Residence(country, BERLIN, vatId)),
                        new Subscribe(terms, NOON, TAXES)));
    }
}
