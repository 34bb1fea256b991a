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
import static dev.cinestream.billing.customer.Ada.bill;
import static dev.cinestream.billing.customer.Ada.bills;
import static dev.cinestream.billing.customer.Ada.lastBill;
import static dev.cinestream.billing.customer.Ada.proceeded;
import static dev.cinestream.billing.customer.Ada.state;
import static dev.cinestream.billing.customer.Ada.subscribed;
import static dev.cinestream.billing.customer.Ada.then;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.Cycle;
import dev.cinestream.billing.Interval;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.NextStep.What;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand.Cancel;
import dev.cinestream.billing.customer.CustomerCommand.ChangePlan;
import dev.cinestream.billing.customer.CustomerCommand.KeepAsItIs;
import dev.cinestream.billing.customer.CustomerCommand.NoteOverdue;
import dev.cinestream.billing.customer.CustomerCommand.NotePaid;
import dev.cinestream.billing.customer.CustomerCommand.NoteUncollectible;
import dev.cinestream.billing.customer.CustomerCommand.Pause;
import dev.cinestream.billing.customer.CustomerCommand.Proceed;
import dev.cinestream.billing.customer.CustomerCommand.Resume;
import dev.cinestream.billing.customer.CustomerCommand.Subscribe;
import dev.cinestream.billing.customer.CustomerCommand.When;
import dev.cinestream.billing.customer.CustomerEvent.CancellationScheduled;
import dev.cinestream.billing.customer.CustomerEvent.End;
import dev.cinestream.billing.customer.CustomerEvent.PauseScheduled;
import dev.cinestream.billing.customer.CustomerEvent.PaymentOverdue;
import dev.cinestream.billing.customer.CustomerEvent.PaymentReceived;
import dev.cinestream.billing.customer.CustomerEvent.PeriodBegun;
import dev.cinestream.billing.customer.CustomerEvent.PlanChangeScheduled;
import dev.cinestream.billing.customer.CustomerEvent.ScheduleCleared;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionEnded;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionPaused;
import dev.cinestream.billing.customer.CustomerRejection.InvalidBilling;
import dev.cinestream.billing.customer.Subscription.Active;
import dev.cinestream.billing.customer.Subscription.PastDue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What happens at the end of a period, and what may be asked for it (CS-4).
class PeriodEndTest {

    private static final Instant END = Instant.parse("2026-12-01T11:00:00Z");
    private static final Instant SECOND_END = Instant.parse("2027-01-01T11:00:00Z");
    private static final Instant SPRING = Instant.parse("2027-03-01T00:00:00Z");
    private static final Instant MIDDLE = Instant.parse("2026-11-16T11:00:00Z");

    private final List<CustomerEvent> active = subscribed(STANDARD, NOON);

    @Nested
    class A_renewal {

        @Test
        void is_not_due_before_the_periods_end() {
            KIT.given(active).when(new Proceed(END.minusNanos(1), TAXES)).thenNothing();
        }

        @Test
        void begins_and_bills_the_next_period() {
            List<CustomerEvent> renewed = proceeded(active);

            assertThat(renewed.get(renewed.size() - 2))
                    .isEqualTo(period(new Cycle(NOON, BERLIN, Interval.MONTH), 1));
            assertThat(lastBill(renewed).at()).isEqualTo(END);
            assertThat(lastBill(renewed).id()).isEqualTo(bill(2));
        }

        @Test
        void happens_once() {
            KIT.given(proceeded(active)).when(new Proceed(END, TAXES)).thenNothing();
        }

        @Test
        void that_is_late_makes_the_same_bill_and_period() {
            assertThat(then(active, new Proceed(END.plusSeconds(90_000), TAXES)))
                    .isEqualTo(proceeded(active));
        }

        @Test
        void that_is_months_late_bills_each_period_in_order_one_a_command() {
            Proceed late = new Proceed(SECOND_END.plusSeconds(1), TAXES);
            List<CustomerEvent> events = then(active, late, late, late);

            assertThat(bills(events)).hasSize(3);
            assertThat(bills(events))
                    .extracting(each -> each.lines().getFirst().period().from())
                    .containsExactly(NOON, END, SECOND_END);
        }

        @Test
        void of_who_began_on_the_31st_is_on_the_last_day_of_shorter_months() {
            List<CustomerEvent> events =
                    subscribed(STANDARD, Instant.parse("2027-01-31T12:00:00Z"));
            List<Instant> begins =
                    bills(proceeded(proceeded(proceeded(events)))).stream()
                            .map(each -> each.lines().getFirst().period().from())
                            .toList();

            assertThat(begins)
                    .containsExactly(
                            Instant.parse("2027-01-31T12:00:00Z"),
                            Instant.parse("2027-02-28T12:00:00Z"),
                            Instant.parse("2027-03-31T11:00:00Z"),
                            Instant.parse("2027-04-30T11:00:00Z"));
        }

        @Test
        void of_who_began_on_29_February_is_on_the_28th_until_the_next_leap_year() {
            List<CustomerEvent> events = subscribed(YEARLY, Instant.parse("2028-02-29T12:00:00Z"));
            for (int i = 0; i < 4; i++) {
                events = proceeded(events);
            }

            assertThat(bills(events).stream().map(each -> each.at().toString().substring(0, 10)))
                    .containsExactly(
                            "2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29");
        }
    }

    @Nested
    class A_scheduled_change {

        private final ChangePlan toBasic = new ChangePlan(BASIC, When.PERIOD_END, MIDDLE, TAXES);

        @Test
        void costs_nothing_now() {
            KIT.given(active).when(toBasic).then(new PlanChangeScheduled(BASIC));
            KIT.given(then(active, toBasic)).when(toBasic).thenNothing();
        }

        @Test
        void is_what_the_next_period_is_billed_by() {
            List<CustomerEvent> renewed = proceeded(then(active, toBasic));

            assertThat(state(renewed).subscription().terms()).isEqualTo(BASIC);
            assertThat(lastBill(renewed).total()).isEqualTo(BASIC.price());
        }

        @Test
        void to_another_interval_begins_a_cycle_at_the_periods_end() {
            List<CustomerEvent> renewed =
                    proceeded(then(active, new ChangePlan(YEARLY, When.PERIOD_END, MIDDLE, TAXES)));

            assertThat(renewed).contains(period(YEARLY, new Cycle(END, BERLIN, Interval.YEAR), 0));
        }

        @Test
        void is_undone() {
            List<CustomerEvent> kept = then(active, toBasic, new KeepAsItIs());

            assertThat(kept.getLast())
                    .isEqualTo(new ScheduleCleared(new NextStep(END, What.RENEWS)));
            assertThat(lastBill(proceeded(kept)).total()).isEqualTo(STANDARD.price());
            KIT.given(kept).when(new KeepAsItIs()).thenNothing();
        }

        @Test
        void is_of_no_use_when_there_is_no_next_period() {
            KIT.given(then(active, new Cancel(When.PERIOD_END, MIDDLE)))
                    .when(toBasic)
                    .thenRejected(new CustomerRejection.EndsAlready());
        }

        @Test
        void is_for_subscribers() {
            KIT.given(after()).when(toBasic).thenRejected(new CustomerRejection.NotSubscribed());
        }
    }

    @Nested
    class A_cancellation {

        private final Cancel atTheEnd = new Cancel(When.PERIOD_END, MIDDLE);

        @Test
        void ends_with_the_period_and_bills_nothing() {
            KIT.given(active)
                    .when(atTheEnd)
                    .then(new CancellationScheduled(new NextStep(END, What.ENDS)));
            KIT.given(then(active, atTheEnd)).when(atTheEnd).thenNothing();
            KIT.given(then(active, atTheEnd))
                    .when(new Proceed(END, TAXES))
                    .then(new SubscriptionEnded(End.CANCELLED, END));
        }

        @Test
        void is_undone() {
            assertThat(bills(proceeded(then(active, atTheEnd, new KeepAsItIs())))).hasSize(2);
        }

        @Test
        void at_once_gives_nothing_back() {
            KIT.given(active)
                    .when(new Cancel(When.NOW, MIDDLE))
                    .then(new SubscriptionEnded(End.CANCELLED, MIDDLE));
        }

        @Test
        void needs_a_subscription() {
            List<CustomerEvent> ended = then(active, new Cancel(When.NOW, MIDDLE));
            KIT.given(ended).when(atTheEnd).thenRejected(new CustomerRejection.NotSubscribed());
            KIT.given(ended)
                    .when(new KeepAsItIs())
                    .thenRejected(new CustomerRejection.NotSubscribed());
            KIT.given(ended).when(new Proceed(END, TAXES)).thenNothing();
        }
    }

    @Nested
    class A_pause {

        private final List<CustomerEvent> scheduled = then(active, new Pause(SPRING));
        private final List<CustomerEvent> paused = proceeded(scheduled);

        @Test
        void begins_with_the_periods_end_and_bills_nothing() {
            KIT.given(active)
                    .when(new Pause(SPRING))
                    .then(new PauseScheduled(SPRING, new NextStep(END, What.PAUSES)));
            KIT.given(scheduled)
                    .when(new Proceed(END, TAXES))
                    .then(new SubscriptionPaused(END, SPRING, new NextStep(SPRING, What.RESUMES)));
        }

        @Test
        void ends_by_itself_and_a_cycle_begins_there() {
            List<CustomerEvent> resumed = proceeded(paused);

            assertThat(resumed).contains(period(new Cycle(SPRING, BERLIN, Interval.MONTH), 0));
            assertThat(bills(resumed)).hasSize(2);
        }

        @Test
        void ends_when_it_is_asked_to() {
            Instant early = END.plusSeconds(1000);
            List<CustomerEvent> resumed = then(paused, new Resume(early, TAXES));

            assertThat(resumed).contains(period(new Cycle(early, BERLIN, Interval.MONTH), 0));
            KIT.given(active)
                    .when(new Resume(early, TAXES))
                    .thenRejected(new CustomerRejection.NotPaused());
        }

        @Test
        void lasts_longer_than_the_period() {
            KIT.given(active)
                    .when(new Pause(END))
                    .thenRejected(
                            new InvalidBilling("/until", "must be after the period's end, " + END));
            KIT.given(paused)
                    .when(new Pause(SPRING))
                    .thenRejected(new CustomerRejection.AlreadyPaused());
            KIT.given(after(new Subscribe(STANDARD, NOON, TAXES)))
                    .when(new Pause(SPRING))
                    .thenRejected(new CustomerRejection.PaymentAwaited());
        }

        @Test
        void changes_its_terms_without_a_bill() {
            List<CustomerEvent> changed =
                    then(paused, new ChangePlan(BASIC, When.NOW, SPRING, TAXES));

            assertThat(bills(changed)).hasSize(1);
            assertThat(lastBill(proceeded(changed)).total()).isEqualTo(BASIC.price());
        }

        @Test
        void takes_a_scheduled_change_along() {
            List<CustomerEvent> events =
                    then(
                            active,
                            new ChangePlan(BASIC, When.PERIOD_END, MIDDLE, TAXES),
                            new Pause(SPRING));

            assertThat(lastBill(proceeded(proceeded(events))).total()).isEqualTo(BASIC.price());
        }

        @Test
        void and_a_cancellation_replace_one_another() {
            List<CustomerEvent> events = then(scheduled, new Cancel(When.PERIOD_END, MIDDLE));

            assertThat(Ada.next(events)).isEqualTo(new NextStep(END, What.ENDS));
            assertThat(Ada.next(then(events, new Pause(SPRING))).what()).isEqualTo(What.PAUSES);
        }

        @Test
        void is_cancelled_at_once_as_no_period_runs() {
            KIT.given(paused)
                    .when(new Cancel(When.PERIOD_END, SPRING))
                    .then(new SubscriptionEnded(End.CANCELLED, SPRING));
        }

        @Test
        void of_a_trial_begins_period_0_when_it_ends() {
            List<CustomerEvent> events =
                    proceeded(
                            proceeded(
                                    after(
                                            new Subscribe(WITH_TRIAL, NOON, TAXES),
                                            new Pause(SPRING))));

            assertThat(events)
                    .contains(period(WITH_TRIAL, new Cycle(SPRING, BERLIN, Interval.MONTH), 0));
        }
    }

    @Nested
    class An_overdue_bill {

        private final List<CustomerEvent> renewed = proceeded(active);
        private final List<CustomerEvent> overdue =
                then(renewed, new NoteOverdue(bill(2), END.plusSeconds(5)));

        @Test
        void makes_it_past_due_and_its_payment_active_again() {
            KIT.given(renewed)
                    .when(new NoteOverdue(bill(2), END))
                    .then(new PaymentOverdue(bill(2), END));
            assertThat(state(overdue).subscription()).isInstanceOf(PastDue.class);

            KIT.given(overdue)
                    .when(new NotePaid(bill(2), MIDDLE))
                    .then(new PaymentReceived(bill(2), MIDDLE));
            assertThat(state(then(overdue, new NotePaid(bill(2), MIDDLE))).subscription())
                    .isInstanceOf(Active.class);
        }

        @Test
        void that_is_not_this_subscriptions_changes_nothing() {
            List<CustomerEvent> another =
                    then(
                            renewed,
                            new Cancel(When.NOW, END),
                            new Subscribe(BASIC, END, TAXES),
                            new NotePaid(bill(3), END));
            KIT.given(another).when(new NoteOverdue(bill(2), END)).thenNothing();
            KIT.given(another).when(new NoteUncollectible(bill(2), END)).thenNothing();
            KIT.given(renewed).when(new NoteOverdue(bill(99), END)).thenNothing();
        }

        @Test
        void is_told_once() {
            KIT.given(overdue).when(new NoteOverdue(bill(2), END)).thenNothing();
            KIT.given(renewed).when(new NotePaid(bill(2), END)).thenNothing();
            KIT.given(overdue).when(new NotePaid(bill(1), END)).thenNothing();
        }

        @Test
        void that_is_given_up_ends_it() {
            KIT.given(overdue)
                    .when(new NoteUncollectible(bill(2), MIDDLE))
                    .then(new SubscriptionEnded(End.UNPAID, MIDDLE));
            KIT.given(renewed)
                    .when(new NoteUncollectible(bill(2), MIDDLE))
                    .then(new SubscriptionEnded(End.UNPAID, MIDDLE));
        }

        @Test
        void that_is_given_up_pauses_it_instead_when_that_is_asked_for() {
            List<CustomerEvent> paused =
                    then(overdue, new NoteUncollectible(bill(2), SPRING, MIDDLE));

            assertThat(paused.getLast())
                    .isEqualTo(
                            new SubscriptionPaused(
                                    MIDDLE, SPRING, new NextStep(SPRING, What.RESUMES)));
            KIT.given(paused).when(new NoteUncollectible(bill(2), SPRING, MIDDLE)).thenNothing();
            KIT.given(then(overdue, new Cancel(When.PERIOD_END, MIDDLE)))
                    .when(new NoteUncollectible(bill(2), SPRING, MIDDLE))
                    .then(new SubscriptionEnded(End.UNPAID, MIDDLE));
        }

        @Test
        void at_the_periods_end_ends_it_and_bills_nothing_more() {
            KIT.given(overdue)
                    .when(new Proceed(SECOND_END, TAXES))
                    .then(new SubscriptionEnded(End.UNPAID, SECOND_END));
        }

        @Test
        void lets_changes_wait_for_the_periods_end() {
            KIT.given(overdue)
                    .when(new ChangePlan(BASIC, When.NOW, END.plusSeconds(9), TAXES))
                    .thenRejected(new CustomerRejection.PaymentAwaited());
            KIT.given(overdue)
                    .when(new ChangePlan(BASIC, When.PERIOD_END, END.plusSeconds(9), TAXES))
                    .then(new PlanChangeScheduled(BASIC));
        }
    }

    private static PeriodBegun period(Cycle cycle, int number) {
        return period(STANDARD, cycle, number);
    }

    private static PeriodBegun period(Terms terms, Cycle cycle, int number) {
        return new PeriodBegun(
                terms,
                cycle,
                number,
                cycle.period(number),
                new NextStep(cycle.begin(number + 1), What.RENEWS));
    }
}
