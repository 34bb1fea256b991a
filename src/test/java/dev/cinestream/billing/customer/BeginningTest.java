package dev.cinestream.billing.customer;

import static dev.cinestream.billing.customer.Ada.BASIC;
import static dev.cinestream.billing.customer.Ada.BERLIN;
import static dev.cinestream.billing.customer.Ada.HOME;
import static dev.cinestream.billing.customer.Ada.ID;
import static dev.cinestream.billing.customer.Ada.KIT;
import static dev.cinestream.billing.customer.Ada.NOON;
import static dev.cinestream.billing.customer.Ada.OPENED;
import static dev.cinestream.billing.customer.Ada.STANDARD;
import static dev.cinestream.billing.customer.Ada.TAXES;
import static dev.cinestream.billing.customer.Ada.VISA;
import static dev.cinestream.billing.customer.Ada.WITH_TRIAL;
import static dev.cinestream.billing.customer.Ada.after;
import static dev.cinestream.billing.customer.Ada.bill;
import static dev.cinestream.billing.customer.Ada.euro;
import static dev.cinestream.billing.customer.Ada.lastBill;
import static dev.cinestream.billing.customer.Ada.proceeded;
import static dev.cinestream.billing.customer.Ada.state;
import static dev.cinestream.billing.customer.Ada.subscribed;
import static dev.cinestream.billing.customer.Ada.then;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Cycle;
import dev.cinestream.billing.Interval;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.NextStep.What;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.customer.CustomerCommand.Cancel;
import dev.cinestream.billing.customer.CustomerCommand.CloseCustomer;
import dev.cinestream.billing.customer.CustomerCommand.ExtendTrial;
import dev.cinestream.billing.customer.CustomerCommand.GiveCredit;
import dev.cinestream.billing.customer.CustomerCommand.NotePaid;
import dev.cinestream.billing.customer.CustomerCommand.NoteUncollectible;
import dev.cinestream.billing.customer.CustomerCommand.Proceed;
import dev.cinestream.billing.customer.CustomerCommand.RemovePaymentMethod;
import dev.cinestream.billing.customer.CustomerCommand.SetPaymentMethod;
import dev.cinestream.billing.customer.CustomerCommand.SetResidence;
import dev.cinestream.billing.customer.CustomerCommand.Subscribe;
import dev.cinestream.billing.customer.CustomerCommand.UseTestClock;
import dev.cinestream.billing.customer.CustomerCommand.When;
import dev.cinestream.billing.customer.CustomerEvent.Billed;
import dev.cinestream.billing.customer.CustomerEvent.CreditGiven;
import dev.cinestream.billing.customer.CustomerEvent.CustomerClosed;
import dev.cinestream.billing.customer.CustomerEvent.CustomerOpened;
import dev.cinestream.billing.customer.CustomerEvent.End;
import dev.cinestream.billing.customer.CustomerEvent.PaymentMethodRemoved;
import dev.cinestream.billing.customer.CustomerEvent.PaymentMethodSet;
import dev.cinestream.billing.customer.CustomerEvent.PaymentReceived;
import dev.cinestream.billing.customer.CustomerEvent.PeriodBegun;
import dev.cinestream.billing.customer.CustomerEvent.ResidenceSet;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionBegun;
import dev.cinestream.billing.customer.CustomerEvent.SubscriptionEnded;
import dev.cinestream.billing.customer.CustomerEvent.TestClockUsed;
import dev.cinestream.billing.customer.CustomerEvent.TrialExtended;
import dev.cinestream.billing.customer.CustomerEvent.TrialStarted;
import dev.cinestream.billing.customer.CustomerRejection.InvalidBilling;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How a customer, its subscription and its trial begin (CS-4).
class BeginningTest {

    private static final Instant TRIAL_END = Instant.parse("2026-11-15T11:00:00Z");
    private static final Instant EXPIRY = NOON.plus(Duration.ofHours(23));
    private static final Cycle CYCLE = new Cycle(NOON, BERLIN, Interval.MONTH);

    @Nested
    class A_customer {

        @Test
        void is_opened_once() {
            KIT.given(List.of()).when(OPENED).then(new CustomerOpened(ID, HOME, null, NOON));
            KIT.given(after()).when(OPENED).thenNothing();
        }

        @Test
        void lives_in_a_country_and_has_a_vat_id_of_it() {
            KIT.given(after())
                    .when(new SetResidence(new Residence("Germany", BERLIN, "FR123")))
                    .thenRejected(
                            new InvalidBilling(
                                    List.of(
                                            new Flaw(
                                                    "/country",
                                                    "must be an ISO 3166-1 alpha-2 code such as DE"),
                                            new Flaw(
                                                    "/vatId",
                                                    "must be a VAT id of that country, with its prefix, such as DE123456789"))));
        }

        @Test
        void moves() {
            Residence athens = new Residence("GR", BERLIN, "EL123456789");
            KIT.given(after()).when(new SetResidence(athens)).then(new ResidenceSet(athens));
            KIT.given(after()).when(new SetResidence(HOME)).thenNothing();
        }

        @Test
        void has_one_way_to_pay_or_none() {
            KIT.given(after()).when(new SetPaymentMethod(VISA)).then(new PaymentMethodSet(VISA));
            KIT.given(after(new SetPaymentMethod(VISA)))
                    .when(new SetPaymentMethod(VISA))
                    .thenNothing();
            KIT.given(after(new SetPaymentMethod(VISA)))
                    .when(new RemovePaymentMethod())
                    .then(new PaymentMethodRemoved());
            KIT.given(after()).when(new RemovePaymentMethod()).thenNothing();
        }

        @Test
        void lives_by_one_clock_as_long_as_a_subscription_lives() {
            UUID clock = new UUID(3, 3);
            KIT.given(after()).when(new UseTestClock(clock)).then(new TestClockUsed(clock));
            KIT.given(subscribed(STANDARD, NOON))
                    .when(new UseTestClock(clock))
                    .thenRejected(new CustomerRejection.ClockInUse());
        }

        @Test
        void that_is_closed_is_not_there() {
            List<CustomerEvent> closed = after(new CloseCustomer(NOON));
            KIT.given(closed)
                    .when(new Subscribe(STANDARD, NOON, TAXES))
                    .thenRejected(new CustomerRejection.NoSuchCustomer());
            KIT.given(closed).when(OPENED).thenRejected(new CustomerRejection.NoSuchCustomer());
            KIT.given(closed).when(new CloseCustomer(NOON)).thenNothing();
            KIT.given(closed).when(new NotePaid(bill(1), NOON)).thenNothing();
            KIT.given(List.of()).when(new Proceed(NOON, TAXES)).thenNothing();
        }

        @Test
        void closes_with_its_subscription() {
            KIT.given(after(new Subscribe(WITH_TRIAL, NOON, TAXES)))
                    .when(new CloseCustomer(NOON))
                    .thenAll(new SubscriptionEnded(End.CLOSED, NOON), new CustomerClosed(NOON));
        }
    }

    @Nested
    class With_a_trial {

        private final List<CustomerEvent> trialing = after(new Subscribe(WITH_TRIAL, NOON, TAXES));

        @Test
        void it_begins_without_a_bill() {
            KIT.given(after())
                    .when(new Subscribe(WITH_TRIAL, NOON, TAXES))
                    .then(
                            new TrialStarted(
                                    WITH_TRIAL,
                                    NOON,
                                    TRIAL_END,
                                    new NextStep(TRIAL_END, What.TRIAL_ENDS)));
        }

        @Test
        void a_trials_days_are_days_of_the_customers_calendar() {
            Instant beforeSummerEnds = Instant.parse("2026-10-20T10:00:00Z");
            List<CustomerEvent> events = after(new Subscribe(WITH_TRIAL, beforeSummerEnds, TAXES));

            assertThat(Ada.next(events).at()).isEqualTo(Instant.parse("2026-11-03T11:00:00Z"));
        }

        @Test
        void its_end_begins_period_0_and_bills_it_with_or_without_a_payment_method() {
            List<CustomerEvent> events = proceeded(trialing);

            Cycle cycle = new Cycle(TRIAL_END, BERLIN, Interval.MONTH);
            assertThat(events)
                    .contains(
                            new PeriodBegun(
                                    WITH_TRIAL,
                                    cycle,
                                    0,
                                    cycle.period(0),
                                    new NextStep(cycle.begin(1), What.RENEWS)));
            assertThat(events.getLast()).isInstanceOf(Billed.class);
            assertThat(lastBill(events).reason()).isEqualTo(Bill.Reason.RENEWAL);
            assertThat(lastBill(events).due()).isEqualTo(euro(1299));
        }

        @Test
        void there_is_no_second_trial_in_a_customers_life() {
            List<CustomerEvent> again =
                    then(
                            trialing,
                            new Cancel(When.NOW, NOON),
                            new Subscribe(WITH_TRIAL, NOON, TAXES));

            assertThat(state(again).subscription()).isInstanceOf(Subscription.Pending.class);
        }

        @Test
        void it_is_extended_and_never_shortened() {
            Instant later = TRIAL_END.plus(Duration.ofDays(7));
            KIT.given(trialing)
                    .when(new ExtendTrial(later, NOON))
                    .then(new TrialExtended(later, new NextStep(later, What.TRIAL_ENDS)));
            KIT.given(trialing)
                    .when(new ExtendTrial(NOON, NOON))
                    .thenRejected(
                            new InvalidBilling(
                                    "/until", "must be after the trial's end, " + TRIAL_END));
            KIT.given(subscribed(STANDARD, NOON))
                    .when(new ExtendTrial(later, NOON))
                    .thenRejected(new CustomerRejection.NotInTrial());
        }

        @Test
        void its_cancellation_ends_it_unbilled() {
            List<CustomerEvent> events =
                    proceeded(then(trialing, new Cancel(When.PERIOD_END, NOON)));

            assertThat(events.getLast()).isEqualTo(new SubscriptionEnded(End.CANCELLED, TRIAL_END));
            assertThat(Ada.bills(events)).isEmpty();
        }
    }

    @Nested
    class Without_a_trial {

        private final List<CustomerEvent> pending = after(new Subscribe(STANDARD, NOON, TAXES));

        @Test
        void the_bill_comes_first() {
            KIT.given(after())
                    .when(new Subscribe(STANDARD, NOON, TAXES))
                    .thenAll(
                            new SubscriptionBegun(
                                    STANDARD, CYCLE, NOON, new NextStep(EXPIRY, What.ENDS)),
                            new Billed(lastBill(pending)));
            assertThat(lastBill(pending).reason()).isEqualTo(Bill.Reason.START);
            assertThat(lastBill(pending).id()).isEqualTo(bill(1));
        }

        @Test
        void its_payment_begins_the_period_that_began_with_the_asking() {
            Instant paid = NOON.plusSeconds(90);
            KIT.given(pending)
                    .when(new NotePaid(bill(1), paid))
                    .thenAll(
                            new PaymentReceived(bill(1), paid),
                            new PeriodBegun(
                                    STANDARD,
                                    CYCLE,
                                    0,
                                    CYCLE.period(0),
                                    new NextStep(CYCLE.begin(1), What.RENEWS)));
        }

        @Test
        void the_payment_of_another_invoice_begins_nothing() {
            KIT.given(pending).when(new NotePaid(bill(2), NOON)).thenNothing();
        }

        @Test
        void it_expires_when_the_bill_is_not_paid_in_a_day() {
            KIT.given(pending).when(new Proceed(EXPIRY.minusSeconds(1), TAXES)).thenNothing();
            KIT.given(pending)
                    .when(new Proceed(EXPIRY.plusSeconds(90), TAXES))
                    .then(new SubscriptionEnded(End.EXPIRED, bill(1), EXPIRY));
        }

        @Test
        void it_expires_when_the_bill_is_given_up() {
            KIT.given(pending)
                    .when(new NoteUncollectible(bill(1), NOON))
                    .then(new SubscriptionEnded(End.EXPIRED, bill(1), NOON));
        }

        @Test
        void the_credit_of_a_bill_that_is_never_paid_goes_back() {
            List<CustomerEvent> credited =
                    after(new GiveCredit(euro(300)), new Subscribe(STANDARD, NOON, TAXES));
            assertThat(lastBill(credited).due()).isEqualTo(euro(999));

            KIT.given(credited)
                    .when(new Proceed(EXPIRY, TAXES))
                    .thenAll(
                            new SubscriptionEnded(End.EXPIRED, bill(1), EXPIRY),
                            new CreditGiven(euro(300)));
        }

        @Test
        void paid_in_the_moment_it_expires_it_begins_after_all() {
            List<CustomerEvent> expired =
                    then(
                            after(new GiveCredit(euro(300)), new Subscribe(STANDARD, NOON, TAXES)),
                            new Proceed(EXPIRY, TAXES));
            List<CustomerEvent> paid = then(expired, new NotePaid(bill(1), EXPIRY.plusSeconds(1)));

            assertThat(paid.subList(expired.size(), paid.size()))
                    .extracting(Object::getClass)
                    .isEqualTo(
                            List.of(CreditGiven.class, PeriodBegun.class, PaymentReceived.class));
            assertThat(state(paid).credit()).isNull();
            assertThat(state(paid).subscription()).isInstanceOf(Subscription.Active.class);
            KIT.given(paid).when(new NotePaid(bill(1), EXPIRY.plusSeconds(2))).thenNothing();
        }

        @Test
        void paid_when_its_period_is_over_it_begins_no_more_and_the_money_is_credit() {
            Instant late = CYCLE.begin(1);
            KIT.given(then(pending, new Proceed(EXPIRY, TAXES)))
                    .when(new NotePaid(bill(1), late))
                    .thenAll(new PaymentReceived(bill(1), late), new CreditGiven(euro(1299)));
        }

        @Test
        void cancelled_before_it_is_paid_it_never_begins_and_a_payment_is_credit() {
            List<CustomerEvent> cancelled = then(pending, new Cancel(When.PERIOD_END, NOON));

            assertThat(cancelled.getLast())
                    .isEqualTo(new SubscriptionEnded(End.CANCELLED, bill(1), NOON));
            KIT.given(cancelled)
                    .when(new NotePaid(bill(1), NOON))
                    .thenAll(new PaymentReceived(bill(1), NOON), new CreditGiven(euro(1299)));
            KIT.given(then(cancelled, new NotePaid(bill(1), NOON)))
                    .when(new NotePaid(bill(1), NOON))
                    .thenNothing();
        }

        @Test
        void there_is_one_at_a_time_and_another_after_it() {
            KIT.given(pending)
                    .when(new Subscribe(BASIC, NOON, TAXES))
                    .thenRejected(new CustomerRejection.AlreadySubscribed());
            List<CustomerEvent> again =
                    then(pending, new Cancel(When.NOW, NOON), new Subscribe(BASIC, NOON, TAXES));

            assertThat(lastBill(again).id()).isEqualTo(bill(2));
        }
    }
}
