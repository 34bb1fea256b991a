package dev.cinestream.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import dev.cinestream.billing.invoice.Invoices;
import dev.cinestream.billing.payment.simulator.PaymentSimulator;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The simulator behaves as Stripe's test cards do, and charges each payment once however many ask at once (CS-4).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class PaymentSimulatorIT {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final int MANY = 2_000;

    @Inject PaymentSimulator simulator;

    private static PaymentOrder order(String card, int attempt) {
        return new PaymentOrder(Uuid7.next(), Uuid7.next(), attempt, Invoices.DUE, card);
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(AT_MOST);
    }

    @Test
    void a_card_succeeds_and_the_charge_has_a_name() {
        PaymentOrder order = order("pm_card_visa", 1);

        Outcome outcome = get(simulator.charge(order));

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(get(simulator.find(order))).isEqualTo(Optional.of(outcome));
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa_chargeDeclined, generic_decline, false",
        "pm_card_visa_chargeDeclinedInsufficientFunds, insufficient_funds, false",
        "pm_card_visa_chargeDeclinedProcessingError, processing_error, false",
        "pm_card_visa_chargeDeclinedLostCard, lost_card, true",
        "pm_card_visa_chargeDeclinedStolenCard, stolen_card, true",
        "pm_card_visa_chargeDeclinedExpiredCard, expired_card, true"
    })
    void a_declined_card_is_declined_each_time(String card, String code, boolean hard) {
        PaymentOrder order = order(card, 1);
        var declined = new Outcome.Declined(code, hard);

        assertThat(get(simulator.charge(order))).isEqualTo(declined);
        assertThat(get(simulator.charge(order))).isEqualTo(declined);
    }

    @Test
    void what_it_does_not_know_yet_it_knows_when_asked() {
        PaymentOrder order = order("pm_card_processing", 1);

        assertThat(get(simulator.charge(order))).isEqualTo(new Outcome.Unknown());
        assertThat(get(simulator.find(order)).orElseThrow()).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void a_payment_is_not_charged_with_another_amount() {
        PaymentOrder order = order("pm_card_visa", 1);
        get(simulator.charge(order));
        var other =
                new PaymentOrder(
                        order.payment(), order.invoice(), 1, Invoices.eur(1), order.reference());

        assertThat(
                        simulator
                                .charge(other)
                                .onItemOrFailure()
                                .transform((_, e) -> e != null)
                                .await()
                                .atMost(AT_MOST))
                .isTrue();
    }

    @Test
    void more_than_was_charged_does_not_go_back() {
        PaymentOrder order = order("pm_card_visa", 1);
        get(simulator.charge(order));

        assertThat(get(simulator.refund(refund(order, 1300))))
                .isEqualTo(new RefundOutcome.Failed("charge_already_refunded"));
        assertThat(get(simulator.refund(refund(order, 1000)))).isEqualTo(new RefundOutcome.Done());
        assertThat(get(simulator.refund(refund(order, 300))))
                .isEqualTo(new RefundOutcome.Failed("charge_already_refunded"));
        assertThat(get(simulator.refund(refund(order, 299)))).isEqualTo(new RefundOutcome.Done());
    }

    private static RefundOrder refund(PaymentOrder order, long cents) {
        return new RefundOrder(
                Uuid7.next(), order.invoice(), order.payment(), "pi", Invoices.eur(cents));
    }

    @Test
    void thousands_at_once_are_each_charged_once_and_listed() {
        Instant begun = Instant.now().minusSeconds(60);
        List<PaymentOrder> orders =
                IntStream.range(0, MANY).mapToObj(_ -> order("pm_card_visa", 1)).toList();

        long succeeded =
                get(
                        Multi.createFrom()
                                .iterable(orders)
                                .onItem()
                                .transformToUni(simulator::charge)
                                .merge(256)
                                .filter(Outcome.Succeeded.class::isInstance)
                                .collect()
                                .with(java.util.stream.Collectors.counting()));

        assertThat(succeeded).isEqualTo(MANY);
        List<UUID> listed =
                get(
                        simulator
                                .charges(begun, Instant.now().plusSeconds(60))
                                .map(Charge::payment)
                                .collect()
                                .asList());
        assertThat(listed)
                .doesNotHaveDuplicates()
                .containsAll(orders.stream().map(PaymentOrder::payment).toList());
    }
}
