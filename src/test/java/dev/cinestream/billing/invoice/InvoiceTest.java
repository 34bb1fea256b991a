package dev.cinestream.billing.invoice;

import static dev.cinestream.billing.invoice.Invoices.CARD;
import static dev.cinestream.billing.invoice.Invoices.DAY;
import static dev.cinestream.billing.invoice.Invoices.DUE;
import static dev.cinestream.billing.invoice.Invoices.LATER;
import static dev.cinestream.billing.invoice.Invoices.NOON;
import static dev.cinestream.billing.invoice.Invoices.NUMBER;
import static dev.cinestream.billing.invoice.Invoices.OTHER_CARD;
import static dev.cinestream.billing.invoice.Invoices.TAX;
import static dev.cinestream.billing.invoice.Invoices.draft;
import static dev.cinestream.billing.invoice.Invoices.drafted;
import static dev.cinestream.billing.invoice.Invoices.eur;
import static dev.cinestream.billing.invoice.Invoices.issued;
import static dev.cinestream.billing.invoice.Invoices.payment;
import static dev.cinestream.billing.invoice.Invoices.requested;
import static dev.cinestream.billing.invoice.Invoices.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.NextStep.What;
import dev.cinestream.billing.invoice.InvoiceCommand.Collect;
import dev.cinestream.billing.invoice.InvoiceCommand.IssueInvoice;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteOutcome;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.ActionNeeded;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.Declined;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.Succeeded;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.Unknown;
import dev.cinestream.billing.invoice.InvoiceCommand.Proceed;
import dev.cinestream.billing.invoice.InvoiceCommand.WriteOff;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoicePaid;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceUncollectible;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentActionNeeded;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentDeclined;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentMethodChanged;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentMethodMissing;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentSucceeded;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentUnclear;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentUnresolved;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.Why;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.DerivedId;
import dev.cinestream.eventsourcing.decider.Personal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How an invoice is issued and collected (CS-4, CS-8).
class InvoiceTest {

    private static final Outcome SUCCESS = new Succeeded("ch_1");
    private static final Outcome SOFT = new Declined("insufficient_funds", false);
    private static final Outcome HARD = new Declined("lost_card", true);
    private static final Outcome THREE_D_SECURE = new ActionNeeded("https://bank.example/3ds");
    private static final NextStep GIVES_UP = step(NOON, DAY.multipliedBy(4), What.GIVES_UP);
    private static final NextStep RETRY = step(NOON, DAY, What.PAYS);
    private static final NextStep ASKS = step(NOON, Duration.ofSeconds(10), What.ASKS);
    private static final InvoiceEvent FIRST = requested(1, CARD, NOON);
    private static final InvoiceEvent PAID = new InvoicePaid(LATER);
    private static final InvoiceEvent UNCOLLECTIBLE = new InvoiceUncollectible(LATER);

    private final DeciderKit<InvoiceCommand, ?, InvoiceEvent, InvoiceRejection> invoice =
            new DeciderKit<>(InvoiceModule.INVOICE);

    private static List<InvoiceEvent> charging(InvoiceEvent... more) {
        return Stream.concat(
                        Stream.of(
                                drafted(DUE, CARD),
                                issued(step(NOON, Duration.ofHours(1), What.ASKS)),
                                FIRST),
                        Stream.of(more))
                .toList();
    }

    private static InvoiceEvent declined(int attempt, boolean hard, @Nullable NextStep next) {
        return new PaymentDeclined(
                payment(attempt), hard ? "lost_card" : "insufficient_funds", hard, NOON, next);
    }

    private static InvoiceEvent succeeded(int attempt) {
        return new PaymentSucceeded(payment(attempt), "ch_1", DUE, LATER);
    }

    private static InvoiceEvent actionNeeded(NextStep next) {
        return new PaymentActionNeeded(
                payment(1), Personal.of(Invoices.ADA, "https://bank.example/3ds"), NOON, next);
    }

    private static InvoiceEvent surplus(int attempt, Instant at) {
        return new RefundRequested(
                DerivedId.of("surplus", payment(attempt).toString()),
                payment(attempt),
                DUE,
                eur(0),
                Why.SURPLUS,
                at,
                step(at, Duration.ofHours(1), What.ASKS));
    }

    private static NoteOutcome note(int attempt, Outcome outcome) {
        return new NoteOutcome(payment(attempt), outcome, LATER);
    }

    @Nested
    class When_drafted {

        @Test
        void a_bill_is_drafted_once() {
            invoice.given(List.of()).when(draft(DUE, TAX, DUE, CARD)).then(drafted(DUE, CARD));
            invoice.given(charging()).when(draft(DUE, TAX, DUE, CARD)).thenNothing();
        }

        @Test
        void it_is_issued_once_and_collected_at_once() {
            var number = new IssueInvoice(NUMBER, NOON);
            var events = invoice.given(List.of(drafted(DUE, CARD))).when(number).events();

            invoice.given(events).when(number).thenNothing();
            assertThat(events).isEqualTo(charging());
        }

        @Test
        void what_credit_pays_is_paid_when_it_is_issued() {
            var events =
                    invoice.given(List.of(drafted(eur(0), CARD)))
                            .when(new IssueInvoice(NUMBER, NOON))
                            .events();

            assertThat(events).endsWith(issued(null), new InvoicePaid(NOON));
        }

        @Test
        void without_a_method_it_waits_for_one_until_it_is_given_up() {
            var events =
                    invoice.given(List.of(drafted(DUE, null)))
                            .when(new IssueInvoice(NUMBER, NOON))
                            .events();

            assertThat(events).endsWith(issued(GIVES_UP), new PaymentMethodMissing(NOON, GIVES_UP));
            invoice.given(events).when(new Collect(CARD, LATER)).then(requested(1, CARD, LATER));
            invoice.given(events)
                    .when(new Proceed(GIVES_UP.at()))
                    .then(new InvoiceUncollectible(GIVES_UP.at()));
        }

        @Test
        void it_is_collected_by_the_method_chosen_last() {
            invoice.given(List.of(drafted(DUE, CARD)))
                    .when(new Collect(OTHER_CARD, NOON))
                    .then(new PaymentMethodChanged(OTHER_CARD, NOON));
        }

        @Test
        void nothing_else_is_asked_of_it() {
            invoice.given(List.of(drafted(DUE, CARD)))
                    .when(new WriteOff(NOON))
                    .thenRejected(new InvoiceRejection.NotIssued());
            invoice.given(List.of())
                    .when(new Collect(CARD, NOON))
                    .thenRejected(new InvoiceRejection.NoSuchInvoice());
        }
    }

    @Nested
    class When_the_provider_is_asked_to_charge {

        @Test
        void a_success_pays_it_and_is_heard_once() {
            invoice.given(charging()).when(note(1, SUCCESS)).thenAll(succeeded(1), PAID);
            invoice.given(charging(succeeded(1), PAID)).when(note(1, SUCCESS)).thenNothing();
        }

        @Test
        void a_payment_of_another_invoice_is_refused() {
            invoice.given(charging())
                    .when(note(2, SUCCESS))
                    .thenRejected(new InvoiceRejection.NoSuchPayment());
        }

        @Test
        void a_soft_decline_is_tried_again_as_the_dunning_says() {
            invoice.given(charging())
                    .when(new NoteOutcome(payment(1), SOFT, NOON))
                    .then(declined(1, false, RETRY));
            invoice.given(charging(declined(1, false, RETRY)))
                    .when(new Proceed(RETRY.at().minusMillis(1)))
                    .thenNothing();
            invoice.given(charging(declined(1, false, RETRY)))
                    .when(new Proceed(RETRY.at()))
                    .then(requested(2, CARD, RETRY.at()));
        }

        @Test
        void retries_are_counted_from_the_first_decline_and_end_with_the_grace() {
            Instant second = NOON.plus(DAY);
            Instant third = NOON.plus(DAY.multipliedBy(3));
            NextStep last = new NextStep(third, What.PAYS);
            var once = charging(declined(1, false, RETRY), requested(2, CARD, second));
            invoice.given(once)
                    .when(new NoteOutcome(payment(2), SOFT, second))
                    .then(
                            new PaymentDeclined(
                                    payment(2), "insufficient_funds", false, second, last));
            invoice.given(
                            charging(
                                    declined(1, false, RETRY),
                                    requested(2, CARD, second),
                                    new PaymentDeclined(
                                            payment(2), "insufficient_funds", false, second, last),
                                    requested(3, CARD, third)))
                    .when(new NoteOutcome(payment(3), SOFT, third))
                    .then(
                            new PaymentDeclined(
                                    payment(3), "insufficient_funds", false, third, GIVES_UP));
        }

        @Test
        void nothing_is_tried_after_a_hard_decline_until_there_is_another_method() {
            invoice.given(charging())
                    .when(new NoteOutcome(payment(1), HARD, NOON))
                    .then(declined(1, true, GIVES_UP));
            invoice.given(charging(declined(1, true, GIVES_UP)))
                    .when(new Proceed(RETRY.at()))
                    .thenNothing();
            invoice.given(charging(declined(1, true, GIVES_UP)))
                    .when(new Collect(OTHER_CARD, LATER))
                    .then(requested(2, OTHER_CARD, LATER));
        }

        @Test
        void another_method_waits_until_it_is_known_what_became_of_the_payment_under_way() {
            var changed = new PaymentMethodChanged(OTHER_CARD, LATER);
            invoice.given(charging()).when(new Collect(OTHER_CARD, LATER)).then(changed);
            invoice.given(charging(changed)).when(new Collect(OTHER_CARD, LATER)).thenNothing();
            invoice.given(charging(changed))
                    .when(note(1, HARD))
                    .thenAll(
                            new PaymentDeclined(
                                    payment(1),
                                    "lost_card",
                                    true,
                                    LATER,
                                    step(LATER, Duration.ofHours(1), What.ASKS)),
                            requested(2, OTHER_CARD, LATER));
            invoice.given(charging(changed)).when(note(1, SUCCESS)).thenAll(succeeded(1), PAID);
        }

        @Test
        void a_decline_said_twice_or_after_a_success_changes_nothing() {
            invoice.given(charging(declined(1, false, RETRY))).when(note(1, HARD)).thenNothing();
            invoice.given(charging(succeeded(1), PAID)).when(note(1, SOFT)).thenNothing();
        }

        @Test
        void a_success_after_a_decline_of_the_same_payment_pays_it() {
            invoice.given(charging(declined(1, false, RETRY)))
                    .when(note(1, SUCCESS))
                    .thenAll(succeeded(1), PAID);
        }

        @Test
        void of_two_payments_that_succeed_the_second_goes_back() {
            var both =
                    charging(
                            actionNeeded(GIVES_UP),
                            requested(2, OTHER_CARD, LATER),
                            succeeded(2),
                            PAID);
            invoice.given(both).when(note(1, SUCCESS)).thenAll(succeeded(1), surplus(1, LATER));
            invoice.given(
                            Stream.concat(both.stream(), Stream.of(succeeded(1), surplus(1, LATER)))
                                    .toList())
                    .when(note(1, SUCCESS))
                    .thenNothing();
        }
    }

    @Nested
    class When_the_customer_must_act {

        @Test
        void it_waits_until_collecting_is_given_up() {
            invoice.given(charging())
                    .when(new NoteOutcome(payment(1), THREE_D_SECURE, NOON))
                    .then(actionNeeded(GIVES_UP));
            invoice.given(charging(actionNeeded(GIVES_UP)))
                    .when(new Proceed(GIVES_UP.at()))
                    .then(new InvoiceUncollectible(GIVES_UP.at()));
            invoice.given(charging(actionNeeded(GIVES_UP)))
                    .when(note(1, SUCCESS))
                    .thenAll(succeeded(1), PAID);
        }

        @Test
        void the_decline_of_an_older_attempt_leaves_the_newer_alone() {
            NextStep asks = step(LATER, Duration.ofHours(1), What.ASKS);
            invoice.given(charging(actionNeeded(GIVES_UP), requested(2, OTHER_CARD, LATER)))
                    .when(note(1, SOFT))
                    .then(
                            new PaymentDeclined(
                                    payment(1), "insufficient_funds", false, LATER, asks));
        }

        @Test
        void paid_by_an_older_attempt_the_newer_is_still_asked_for() {
            invoice.given(charging(actionNeeded(GIVES_UP), requested(2, OTHER_CARD, LATER)))
                    .when(note(1, SUCCESS))
                    .thenAll(
                            succeeded(1),
                            PAID,
                            new PaymentUnclear(
                                    payment(2),
                                    0,
                                    LATER,
                                    step(LATER, Duration.ofSeconds(10), What.ASKS)));
        }

        @Test
        void what_was_said_before_is_no_news() {
            invoice.given(charging(actionNeeded(GIVES_UP)))
                    .when(note(1, THREE_D_SECURE))
                    .thenNothing();
            invoice.given(charging(actionNeeded(GIVES_UP)))
                    .when(note(1, new Unknown()))
                    .thenNothing();
        }
    }

    @Nested
    class When_nobody_knows_what_became_of_a_payment {

        private static final InvoiceEvent UNCLEAR = new PaymentUnclear(payment(1), 0, NOON, ASKS);

        @Test
        void the_provider_is_asked_after_growing_pauses() {
            NextStep aMinute = step(ASKS.at(), Duration.ofMinutes(1), What.ASKS);
            invoice.given(charging())
                    .when(new NoteOutcome(payment(1), new Unknown(), NOON))
                    .then(UNCLEAR);
            invoice.given(charging(UNCLEAR))
                    .when(new Proceed(ASKS.at()))
                    .then(new PaymentUnclear(payment(1), 1, ASKS.at(), aMinute));
            invoice.given(charging(UNCLEAR)).when(note(1, new Unknown())).thenNothing();
        }

        @Test
        void it_is_also_asked_when_whoever_charges_never_answers() {
            Instant anHourOn = NOON.plus(Duration.ofHours(1));
            NextStep aMinute = step(anHourOn, Duration.ofMinutes(1), What.ASKS);
            invoice.given(charging()).when(new Proceed(LATER)).thenNothing();
            invoice.given(charging())
                    .when(new Proceed(anHourOn))
                    .then(new PaymentUnclear(payment(1), 1, anHourOn, aMinute));
        }

        @Test
        void somebody_should_look_in_the_end_and_the_provider_is_asked_daily() {
            var often = new PaymentUnclear(payment(1), 7, NOON, ASKS);
            var unresolved =
                    new PaymentUnresolved(
                            payment(1), 8, ASKS.at(), step(ASKS.at(), DAY, What.ASKS));
            Instant tomorrow = ASKS.at().plus(DAY);
            invoice.given(charging(often)).when(new Proceed(ASKS.at())).then(unresolved);
            invoice.given(charging(often, unresolved))
                    .when(new Proceed(tomorrow))
                    .then(
                            new PaymentUnclear(
                                    payment(1), 9, tomorrow, step(tomorrow, DAY, What.ASKS)));
        }

        @Test
        void it_may_have_succeeded_or_not() {
            invoice.given(charging(UNCLEAR)).when(note(1, SUCCESS)).thenAll(succeeded(1), PAID);
            invoice.given(charging(UNCLEAR))
                    .when(new NoteOutcome(payment(1), SOFT, NOON))
                    .then(declined(1, false, RETRY));
        }

        @Test
        void written_off_it_is_still_asked_for_and_goes_back_if_it_succeeded() {
            var asked =
                    new PaymentUnclear(
                            payment(1), 0, LATER, step(LATER, Duration.ofSeconds(10), What.ASKS));
            invoice.given(charging(UNCLEAR))
                    .when(new WriteOff(LATER))
                    .thenAll(UNCOLLECTIBLE, asked);
            var back =
                    new RefundRequested(
                            DerivedId.of("surplus", payment(1).toString()),
                            payment(1),
                            DUE,
                            eur(0),
                            Why.SURPLUS,
                            LATER,
                            asked.next());
            invoice.given(charging(UNCLEAR, UNCOLLECTIBLE, asked))
                    .when(note(1, SUCCESS))
                    .thenAll(succeeded(1), back);
        }
    }

    @Nested
    class When_given_up {

        @Test
        void a_success_that_comes_too_late_goes_back() {
            invoice.given(charging(actionNeeded(GIVES_UP), UNCOLLECTIBLE))
                    .when(note(1, SUCCESS))
                    .thenAll(succeeded(1), surplus(1, LATER));
        }

        @Test
        void nothing_is_collected_any_more() {
            invoice.given(charging(declined(1, true, GIVES_UP), UNCOLLECTIBLE))
                    .when(new Collect(OTHER_CARD, LATER))
                    .thenNothing();
            invoice.given(charging(declined(1, true, GIVES_UP), UNCOLLECTIBLE))
                    .when(new Proceed(GIVES_UP.at()))
                    .thenNothing();
        }

        @Test
        void support_gives_up_an_open_one_and_no_other() {
            invoice.given(charging(declined(1, true, GIVES_UP)))
                    .when(new WriteOff(LATER))
                    .then(UNCOLLECTIBLE);
            invoice.given(charging(succeeded(1), PAID)).when(new WriteOff(LATER)).thenNothing();
        }
    }
}
