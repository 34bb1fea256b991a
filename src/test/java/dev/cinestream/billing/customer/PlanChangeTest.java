package dev.cinestream.billing.customer;

import static dev.cinestream.billing.customer.Ada.BASIC;
import static dev.cinestream.billing.customer.Ada.BERLIN;
import static dev.cinestream.billing.customer.Ada.KIT;
import static dev.cinestream.billing.customer.Ada.NOON;
import static dev.cinestream.billing.customer.Ada.STANDARD;
import static dev.cinestream.billing.customer.Ada.TAXES;
import static dev.cinestream.billing.customer.Ada.WITH_TRIAL;
import static dev.cinestream.billing.customer.Ada.YEARLY;
import static dev.cinestream.billing.customer.Ada.after;
import static dev.cinestream.billing.customer.Ada.amount;
import static dev.cinestream.billing.customer.Ada.euro;
import static dev.cinestream.billing.customer.Ada.lastBill;
import static dev.cinestream.billing.customer.Ada.percent;
import static dev.cinestream.billing.customer.Ada.proceeded;
import static dev.cinestream.billing.customer.Ada.state;
import static dev.cinestream.billing.customer.Ada.subscribed;
import static dev.cinestream.billing.customer.Ada.then;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Cycle;
import dev.cinestream.billing.Discount;
import dev.cinestream.billing.Interval;
import dev.cinestream.billing.Line;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.NextStep.What;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand.ApplyDiscount;
import dev.cinestream.billing.customer.CustomerCommand.Cancel;
import dev.cinestream.billing.customer.CustomerCommand.ChangePlan;
import dev.cinestream.billing.customer.CustomerCommand.NotePaid;
import dev.cinestream.billing.customer.CustomerCommand.Subscribe;
import dev.cinestream.billing.customer.CustomerCommand.When;
import dev.cinestream.billing.customer.CustomerEvent.Billed;
import dev.cinestream.billing.customer.CustomerEvent.PlanChanged;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// A change of plan at once (CS-4).
class PlanChangeTest {

    private static final Instant END = Instant.parse("2026-12-01T11:00:00Z");
    private static final Instant MIDDLE = Instant.parse("2026-11-16T11:00:00Z");

    private final List<CustomerEvent> active = subscribed(STANDARD, NOON);

    @Test
    void in_the_same_interval_keeps_the_cycle_and_charges_the_difference_to_the_second() {
        List<CustomerEvent> changed = then(active, now(BASIC, MIDDLE));

        Cycle cycle = new Cycle(NOON, BERLIN, Interval.MONTH);
        KIT.given(active)
                .when(now(BASIC, MIDDLE))
                .thenAll(
                        new PlanChanged(
                                BASIC, cycle, cycle.period(0), new NextStep(END, What.RENEWS)),
                        new Billed(lastBill(changed)));
        Bill bill = lastBill(changed);
        assertThat(bill.reason()).isEqualTo(Bill.Reason.CHANGE);
        assertThat(bill.lines())
                .extracting(Line::kind)
                .containsExactly(Line.Kind.UNUSED, Line.Kind.REMAINING);
        assertThat(bill.lines())
                .extracting(Line::gross)
                .containsExactly(euro(-650), euro(400)); // half of 12.99 and of 7.99, half up
    }

    @Test
    void that_gives_more_back_than_it_charges_becomes_credit_which_the_next_bill_uses() {
        List<CustomerEvent> changed = then(active, now(BASIC, MIDDLE));

        assertThat(lastBill(changed).creditEarned()).isEqualTo(euro(250));
        assertThat(lastBill(changed).due()).isEqualTo(euro(0));
        assertThat(lastBill(proceeded(changed)).creditUsed()).isEqualTo(euro(250));
        assertThat(lastBill(proceeded(changed)).due()).isEqualTo(euro(549));
        assertThat(state(proceeded(changed)).credit()).isNull();
    }

    @Test
    void to_another_interval_begins_a_cycle_with_a_whole_period() {
        List<CustomerEvent> changed = then(active, now(YEARLY, MIDDLE));

        Cycle cycle = new Cycle(MIDDLE, BERLIN, Interval.YEAR);
        assertThat(changed)
                .contains(
                        new PlanChanged(
                                YEARLY,
                                cycle,
                                cycle.period(0),
                                new NextStep(cycle.begin(1), What.RENEWS)));
        assertThat(lastBill(changed).lines())
                .extracting(Line::kind)
                .containsExactly(Line.Kind.UNUSED, Line.Kind.SUBSCRIPTION);
        assertThat(lastBill(changed).due()).isEqualTo(euro(12_900 - 650));
    }

    @Test
    void gives_back_what_was_really_charged() {
        List<CustomerEvent> halfPrice =
                then(
                        after(new ApplyDiscount(percent(5000, 1))),
                        new Subscribe(STANDARD, NOON, TAXES),
                        new NotePaid(Ada.bill(1), NOON));

        Bill bill = lastBill(then(halfPrice, now(BASIC, MIDDLE)));

        assertThat(bill.lines())
                .extracting(Line::gross)
                .containsExactly(euro(-325), euro(400), euro(-200));
    }

    @Test
    void after_a_change_gives_back_what_that_charged() {
        Instant later = MIDDLE.plusSeconds(15 * 24 * 3600 / 2);
        List<CustomerEvent> twice = then(active, now(BASIC, MIDDLE), now(STANDARD, later));

        assertThat(lastBill(twice).lines())
                .extracting(Line::gross)
                .containsExactly(euro(-200), euro(325));
    }

    @Test
    void there_and_back_in_the_same_second_costs_nothing() {
        List<CustomerEvent> back = then(active, now(BASIC, MIDDLE), now(STANDARD, MIDDLE));

        assertThat(lastBill(back).due()).isEqualTo(euro(0));
        assertThat(state(back).credit()).isNull();
    }

    @Test
    void keeps_the_periods_discount_and_does_not_use_it_again() {
        for (Discount discount : List.of(percent(5000, 2), amount(300, 2))) {
            List<CustomerEvent> discounted =
                    then(
                            after(new ApplyDiscount(discount)),
                            new Subscribe(STANDARD, NOON, TAXES),
                            new NotePaid(Ada.bill(1), NOON));
            List<CustomerEvent> back = then(discounted, now(BASIC, MIDDLE), now(STANDARD, MIDDLE));

            assertThat(state(back).credit()).isNull();
            assertThat(state(back).discount()).isEqualTo(state(discounted).discount());
        }
    }

    @Test
    void to_the_same_terms_is_no_change() {
        KIT.given(active).when(now(STANDARD, MIDDLE)).thenNothing();
    }

    @Test
    void to_another_currency_is_refused() {
        Terms dollars =
                new Terms(
                        BASIC.plan(),
                        1,
                        "Basic",
                        Interval.MONTH,
                        Money.ofMinor(CurrencyUnit.USD, 799),
                        false,
                        0,
                        BASIC.entitlement());

        KIT.given(active)
                .when(now(dollars, MIDDLE))
                .thenRejected(new CustomerRejection.OtherCurrency("EUR"));
    }

    @Test
    void waits_for_the_first_payment() {
        KIT.given(after(new Subscribe(STANDARD, NOON, TAXES)))
                .when(now(BASIC, MIDDLE))
                .thenRejected(new CustomerRejection.PaymentAwaited());
    }

    @Test
    void waits_for_a_renewal_that_is_due() {
        KIT.given(active)
                .when(now(BASIC, END))
                .thenRejected(new CustomerRejection.RenewalUnderWay());
    }

    @Test
    void that_comes_from_a_clock_behind_counts_from_the_periods_begin() {
        assertThat(then(active, now(BASIC, NOON.minusSeconds(3))))
                .isEqualTo(then(active, now(BASIC, NOON)));
    }

    @Test
    void in_a_trial_changes_the_terms_only() {
        Terms basic = Ada.trial(BASIC, 14);
        List<CustomerEvent> trialing = after(new Subscribe(WITH_TRIAL, NOON, TAXES));

        KIT.given(trialing)
                .when(now(basic, NOON.plusSeconds(60)))
                .then(new PlanChanged(basic, null, null, Ada.next(trialing)));
        assertThat(lastBill(proceeded(then(trialing, now(basic, NOON)))).total())
                .isEqualTo(BASIC.price());
    }

    @Test
    void leaves_a_cancellation_standing() {
        List<CustomerEvent> events =
                then(active, new Cancel(When.PERIOD_END, MIDDLE), now(BASIC, MIDDLE));

        assertThat(Ada.next(events)).isEqualTo(new NextStep(END, What.ENDS));
    }

    @Test
    void replaces_a_change_that_was_scheduled() {
        List<CustomerEvent> events =
                then(
                        active,
                        new ChangePlan(YEARLY, When.PERIOD_END, MIDDLE, TAXES),
                        now(BASIC, MIDDLE));

        assertThat(lastBill(proceeded(events)).lines().getFirst().net())
                .isEqualTo(lastBill(subscribed(BASIC, END)).net());
    }

    private static ChangePlan now(Terms terms, Instant at) {
        return new ChangePlan(terms, When.NOW, at, TAXES);
    }
}
