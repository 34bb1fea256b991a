package dev.cinestream.billing.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import dev.cinestream.billing.invoice.Invoices;
import dev.cinestream.billing.payment.Charge;
import dev.cinestream.billing.payment.LocalConfig;
import dev.cinestream.billing.payment.PaymentConfig;
import dev.cinestream.billing.payment.PaymentOrder;
import dev.cinestream.billing.payment.RefundOrder;
import dev.cinestream.billing.payment.RefundOutcome;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stripe is asked in its words, and what it says is understood; a payment is charged once whatever it says (CS-4, CS-8).
class StripeProviderIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final UUID INVOICE = Uuid7.next();

    private LocalStripe stripe = LocalStripe.start();
    private StripeProvider provider = provider(stripe);

    @BeforeEach
    void begin() {
        stripe.close();
        stripe = LocalStripe.start();
        provider = provider(stripe);
    }

    @AfterEach
    void end() {
        stripe.close();
    }

    @AfterAll
    static void endAll() {
        VERTX.closeAndAwait();
    }

    private static StripeProvider provider(LocalStripe stripe) {
        PaymentConfig config =
                LocalConfig.of(
                        Map.of(
                                "cinestream.billing.payment.timeout-millis",
                                "1000",
                                "cinestream.billing.payment.stripe.url",
                                stripe.url(),
                                "cinestream.billing.payment.stripe.secret-key",
                                LocalStripe.SECRET_KEY));
        var client = new StripeClient(LocalConfig.http(VERTX, config), new ObjectMapper(), config);
        return new StripeProvider(
                client,
                new StripeMethods(client),
                new StripeRefunds(client),
                new StripeList(client),
                config);
    }

    private static PaymentOrder order(String reference) {
        return new PaymentOrder(Uuid7.next(), INVOICE, 1, Invoices.eur(1299), reference);
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(AT_MOST);
    }

    @Test
    void a_charge_is_a_payment_intent_under_the_payments_id() {
        PaymentOrder order = order("cus_9/pm_card_visa");

        assertThat(get(provider.charge(order))).isEqualTo(new Outcome.Succeeded("pi_1"));

        LocalStripe.Asked asked = stripe.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/v1/payment_intents");
        assertThat(asked.headers())
                .containsEntry("Idempotency-Key", order.payment().toString())
                .containsEntry("Stripe-Version", StripeClient.VERSION);
        assertThat(asked.parameters())
                .containsEntry("amount", "1299")
                .containsEntry("currency", "eur")
                .containsEntry("customer", "cus_9")
                .containsEntry("payment_method", "pm_card_visa")
                .containsEntry("confirm", "true")
                .containsEntry("off_session", "true")
                .containsEntry("metadata[payment]", order.payment().toString())
                .containsEntry("metadata[invoice]", INVOICE.toString());
    }

    @Test
    void the_same_payment_is_charged_once() {
        PaymentOrder order = order("pm_card_visa");

        get(provider.charge(order));

        assertThat(get(provider.charge(order))).isEqualTo(new Outcome.Succeeded("pi_1"));
        assertThat(stripe.charged()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insufficient_funds",
                "generic_decline",
                "processing_error",
                "try_again_later"
            })
    void what_may_pass_another_day_is_a_soft_decline(String code) {
        assertThat(get(provider.charge(order("pm_" + code))))
                .isEqualTo(new Outcome.Declined(code, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lost_card", "stolen_card", "expired_card", "fraudulent", "pickup_card"})
    void what_never_will_pass_is_a_hard_decline(String code) {
        assertThat(get(provider.charge(order("pm_" + code))))
                .isEqualTo(new Outcome.Declined(code, true));
    }

    @Test
    void a_method_that_is_gone_is_a_hard_decline() {
        assertThat(get(provider.charge(order("pm_missing"))))
                .isEqualTo(new Outcome.Declined("resource_missing", true));
    }

    @Test
    void when_the_bank_wants_the_customer_they_are_sent_to_stripes_page() {
        assertThat(get(provider.charge(order("pm_authenticate"))))
                .isEqualTo(new Outcome.ActionNeeded("https://hooks.stripe.com/3ds/pi_1"));
        assertThat(stripe.asked().getLast().path()).isEqualTo("/v1/payment_intents/pi_1/confirm");
        assertThat(stripe.asked().getLast().parameters())
                .containsEntry("off_session", "false")
                .containsKey("return_url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_429", "pm_409", "pm_500", "pm_malformed", "pm_timeout"})
    void what_stripe_does_not_tell_is_not_known(String reference) {
        assertThat(get(provider.charge(order(reference)))).isEqualTo(new Outcome.Unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_malformed", "pm_timeout"})
    void what_was_charged_without_an_answer_is_found(String reference) {
        PaymentOrder order = order(reference);
        get(provider.charge(order));

        assertThat(get(provider.find(order))).isEqualTo(Optional.of(new Outcome.Succeeded("pi_1")));
        assertThat(stripe.charged()).isEqualTo(1);
    }

    @Test
    void a_search_that_is_behind_finds_nothing_and_asking_again_charges_nothing() {
        PaymentOrder order = order("pm_card_visa");
        get(provider.charge(order));
        stripe.searchIsBehind(true);

        assertThat(get(provider.find(order))).isEmpty();
        assertThat(get(provider.charge(order))).isEqualTo(new Outcome.Succeeded("pi_1"));
        assertThat(stripe.charged()).isEqualTo(1);
    }

    @Test
    void nobody_listens_is_not_known() {
        stripe.close();

        assertThat(get(provider.charge(order("pm_card_visa")))).isEqualTo(new Outcome.Unknown());
        assertThat(get(provider.find(order("pm_card_visa"))))
                .isEqualTo(Optional.of(new Outcome.Unknown()));
    }

    @Test
    void a_refund_is_made_once_under_its_id_and_found() {
        get(provider.charge(order("pm_card_visa")));
        var refund =
                new RefundOrder(Uuid7.next(), INVOICE, Uuid7.next(), "pi_1", Invoices.eur(500));

        assertThat(get(provider.findRefund(refund))).isEmpty();
        assertThat(get(provider.refund(refund))).isEqualTo(new RefundOutcome.Done());
        assertThat(get(provider.refund(refund))).isEqualTo(new RefundOutcome.Done());
        assertThat(get(provider.findRefund(refund)))
                .isEqualTo(Optional.of(new RefundOutcome.Done()));
        assertThat(stripe.asked())
                .filteredOn(asked ->
                        asked.path().equals("/v1/refunds") && asked.method().equals("POST"))
                .allSatisfy(asked ->
                        assertThat(asked.headers())
                                .containsEntry("Idempotency-Key", refund.refund().toString()));
    }

    @Test
    void a_refund_of_what_was_not_charged_fails() {
        var refund =
                new RefundOrder(Uuid7.next(), INVOICE, Uuid7.next(), "pi_none", Invoices.eur(500));

        assertThat(get(provider.refund(refund)))
                .isEqualTo(new RefundOutcome.Failed("resource_missing"));
    }

    @Test
    void a_method_is_set_up_by_its_owner_and_known_to_nobody_else() {
        UUID account = Uuid7.next();
        var setup = get(provider.setUp(account));

        assertThat(setup.clientSecret()).isEqualTo("seti_1_secret_x");
        Optional<PaymentMethod> method = get(provider.method(account, setup.id()));
        assertThat(method.orElseThrow().reference().text()).isEqualTo("cus_1/pm_1");
        assertThat(method.orElseThrow().display().text()).isEqualTo("Visa •••• 4242");
        assertThat(method.orElseThrow().expires()).isEqualTo("2031-07");
        assertThat(get(provider.method(Uuid7.next(), setup.id()))).isEmpty();
        assertThat(get(provider.method(account, "seti_2"))).isEmpty();
        assertThat(get(provider.method(account, "../customers"))).isEmpty();
    }

    @Test
    void payments_are_listed_page_by_page() {
        List<PaymentOrder> orders =
                List.of(
                        order("pm_card_visa"),
                        order("pm_lost_card"),
                        order("pm_card_visa"),
                        order("pm_card_visa"),
                        order("pm_card_visa"));
        orders.forEach(order -> get(provider.charge(order)));

        List<Charge> charges =
                get(
                        provider.charges(Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"))
                                .collect()
                                .asList());

        assertThat(charges)
                .extracting(Charge::payment)
                .containsExactlyElementsOf(orders.stream().map(PaymentOrder::payment).toList());
        assertThat(charges)
                .extracting(Charge::succeeded)
                .containsExactly(true, false, true, true, true);
    }
}
