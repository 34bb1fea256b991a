package dev.cinestream.billing.invoice;

import static dev.cinestream.billing.invoice.Invoices.CARD;
import static dev.cinestream.billing.invoice.Invoices.DUE;
import static dev.cinestream.billing.invoice.Invoices.ID;
import static dev.cinestream.billing.invoice.Invoices.NOON;
import static dev.cinestream.billing.invoice.Invoices.OTHER_CARD;
import static dev.cinestream.billing.invoice.Invoices.TAX;
import static dev.cinestream.billing.invoice.Invoices.eur;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import dev.cinestream.billing.invoice.InvoiceCommand.Collect;
import dev.cinestream.billing.invoice.InvoiceCommand.IssueInvoice;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteOutcome;
import dev.cinestream.billing.invoice.InvoiceCommand.NoteRefund;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.ActionNeeded;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.Declined;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.Succeeded;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome.Unknown;
import dev.cinestream.billing.invoice.InvoiceCommand.Proceed;
import dev.cinestream.billing.invoice.InvoiceCommand.Refund;
import dev.cinestream.billing.invoice.InvoiceCommand.WriteOff;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoicePaid;
import dev.cinestream.billing.invoice.InvoiceEvent.InvoiceUncollectible;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentSucceeded;
import dev.cinestream.billing.invoice.InvoiceEvent.RefundRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.Why;
import dev.cinestream.billing.invoice.InvoiceState.Issued;
import dev.cinestream.billing.invoice.InvoiceState.Payment;
import dev.cinestream.billing.invoice.InvoiceState.Status;
import dev.cinestream.eventsourcing.decider.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Whatever providers, customers and support do in whatever order, money ends up where it belongs (CS-4, CS-8).
class InvoicePropertyTest {

    private static final Invoice RULES = new Invoice();
    private static final int STEPS = 60;

    /// An invoice's life, and what holds at each moment of it.
    private static final class Life {
        private final List<InvoiceEvent> events = new ArrayList<>();
        private InvoiceState state = RULES.initial();
        private Instant now = NOON;

        void tell(InvoiceCommand command) {
            if (RULES.decide(command, state)
                    instanceof Decision.Accepted<InvoiceEvent, InvoiceRejection>(var all)) {
                events.addAll(all);
                state = RULES.evolve(state, all);
                holds();
            }
        }

        private void holds() {
            if (!(state instanceof Issued invoice)) {
                return;
            }
            if (invoice.status() == Status.OPEN) {
                assertThat(invoice.next()).as("an open invoice's next step").isNotNull();
            }
            assertThat(invoice.payments().stream().filter(Payment::inFlight))
                    .as("payments only the provider knows of")
                    .hasSizeLessThanOrEqualTo(1);
            if (invoice.payments().stream().anyMatch(Payment::inFlight)) {
                assertThat(invoice.next()).as("the next step of what is in flight").isNotNull();
            }
            assertThat(kept()).isEqualTo(invoice.status() == Status.PAID ? DUE : eur(0));
        }

        /// What came in and is not a surplus.
        private Money kept() {
            Money in =
                    all(PaymentSucceeded.class).stream()
                            .map(PaymentSucceeded::amount)
                            .reduce(eur(0), Money::plus);
            Money surplus =
                    all(RefundRequested.class).stream()
                            .filter(refund -> refund.why() == Why.SURPLUS)
                            .map(RefundRequested::amount)
                            .reduce(eur(0), Money::plus);
            return in.minus(surplus);
        }

        <E extends InvoiceEvent> List<E> all(Class<E> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }

        List<UUID> payments() {
            return all(PaymentRequested.class).stream().map(PaymentRequested::payment).toList();
        }

        List<UUID> refunds() {
            return all(RefundRequested.class).stream().map(RefundRequested::refund).toList();
        }
    }

    @Test
    void each_payments_money_ends_up_once_as_paid_or_given_back() {
        Seeded.forSeeds(
                400,
                random -> {
                    Life life = live(random);

                    assertThat(
                                    life.all(InvoicePaid.class).size()
                                            + life.all(InvoiceUncollectible.class).size())
                            .isLessThanOrEqualTo(1);
                    assertThat(life.all(PaymentSucceeded.class))
                            .extracting(PaymentSucceeded::payment)
                            .doesNotHaveDuplicates();
                    assertThat(life.refunds()).doesNotHaveDuplicates();
                    assertThat(life.payments()).doesNotHaveDuplicates();
                });
    }

    @Test
    void the_order_of_outcomes_changes_nothing_about_what_was_paid() {
        Seeded.forSeeds(
                200,
                random -> {
                    Life life = live(random);
                    Set<UUID> succeeded = new LinkedHashSet<>(life.payments());
                    succeeded.forEach(payment ->
                            life.tell(new NoteOutcome(payment, new Succeeded("ch"), life.now)));
                    succeeded.forEach(payment ->
                            life.tell(
                                    new NoteOutcome(
                                            payment,
                                            new Declined("insufficient_funds", false),
                                            life.now)));

                    assertThat(life.all(PaymentSucceeded.class)).hasSameSizeAs(succeeded);
                });
    }

    @Test
    void what_goes_back_in_parts_is_what_was_paid_and_its_tax() {
        Seeded.forSeeds(
                200,
                random -> {
                    var life = new Life();
                    begin(life);
                    life.tell(new NoteOutcome(Invoice.paymentId(ID, 1), new Succeeded("ch"), NOON));
                    Money left = DUE;
                    while (left.isPositive()) {
                        Money part = eur(Math.min(left.getAmountMinorInt(), 1 + random.below(400)));
                        life.tell(new Refund(random.uuid(), part, NOON));
                        left = left.minus(part);
                    }

                    Money back = eur(0);
                    Money tax = eur(0);
                    for (RefundRequested refund : life.all(RefundRequested.class)) {
                        back = back.plus(refund.amount());
                        tax = tax.plus(refund.tax());
                        assertThat(refund.tax().isNegative()).isFalse();
                    }
                    assertThat(back).isEqualTo(DUE);
                    assertThat(tax).isEqualTo(TAX);
                });
    }

    @Test
    void who_goes_on_gets_to_an_end_when_the_provider_answers() {
        Seeded.forSeeds(
                200,
                random -> {
                    Life life = live(random);
                    for (int steps = 0; steps < 40; steps++) {
                        life.payments()
                                .forEach(payment ->
                                        life.tell(
                                                new NoteOutcome(
                                                        payment,
                                                        new Declined("insufficient_funds", false),
                                                        life.now)));
                        if (life.state instanceof Issued invoice && invoice.next() != null) {
                            life.now = latest(life.now, invoice.next().at());
                            life.tell(new Proceed(life.now));
                        }
                    }

                    assertThat(((Issued) life.state).status()).isNotEqualTo(Status.OPEN);
                });
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static void begin(Life life) {
        life.tell(Invoices.draft(DUE, TAX, DUE, CARD));
        life.tell(new IssueInvoice(Invoices.NUMBER, NOON));
    }

    private static Life live(Seeded random) {
        var life = new Life();
        begin(life);
        for (int step = 0; step < STEPS; step++) {
            life.now = life.now.plus(Duration.ofMinutes(random.below(1500)));
            life.tell(something(random, life));
        }
        return life;
    }

    private static InvoiceCommand something(Seeded random, Life life) {
        Instant at = life.now;
        return switch (random.below(12)) {
            case 0, 1, 2, 3, 4 ->
                    new NoteOutcome(one(random, life.payments()), outcome(random), at);
            case 5, 6, 7, 8 -> new Proceed(at);
            case 9 -> new Collect(random.oneOf(CARD, OTHER_CARD), at);
            case 10 ->
                    life.refunds().isEmpty()
                            ? new Proceed(at)
                            : new NoteRefund(
                                    one(random, life.refunds()), random.oneIn(2), "why", at);
            default -> random.oneIn(20) ? new WriteOff(at) : new Proceed(at);
        };
    }

    private static UUID one(Seeded random, List<UUID> ids) {
        return ids.get(random.below(ids.size()));
    }

    private static Outcome outcome(Seeded random) {
        return switch (random.below(8)) {
            case 0 -> new Succeeded("ch");
            case 1, 2, 3 -> new Declined("insufficient_funds", false);
            case 4 -> new Declined("lost_card", true);
            case 5 -> new ActionNeeded("https://bank.example/3ds");
            default -> new Unknown();
        };
    }
}
