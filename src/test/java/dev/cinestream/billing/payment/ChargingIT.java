package dev.cinestream.billing.payment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.invoice.InvoiceCommand.Refund;
import dev.cinestream.billing.invoice.InvoiceCommand.WriteOff;
import dev.cinestream.billing.invoice.InvoiceEvent.PaymentRequested;
import dev.cinestream.billing.invoice.InvoiceEvent.Why;
import dev.cinestream.billing.invoice.InvoiceState.Payment.Standing;
import dev.cinestream.billing.invoice.InvoiceState.Repayment;
import dev.cinestream.billing.invoice.InvoiceState.Status;
import dev.cinestream.billing.invoice.Invoices;
import dev.cinestream.billing.policy.WhenPaymentRequestedThenCharge;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// A payment is charged once, whatever crashes between decision, call and answer (CS-4, CS-8). The simulator's own books say
/// so.
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ChargingIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @Inject CommandBus bus;
    @Inject WhenPaymentRequestedThenCharge policy;
    @Inject PaymentProviders providers;
    @Inject Pool pool;

    @Test
    void an_invoice_is_charged_and_paid() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_visa");

        invoice.awaitStatus(Status.PAID);

        assertThat(charges(invoice)).isEqualTo(1);
        assertThat(invoice.state().paidBy()).isEqualTo(invoice.payment(1));
    }

    @Test
    void an_outcome_that_a_crash_threw_away_is_told_again_and_nothing_is_charged_twice() {
        LiveInvoice invoice = LiveInvoice.planned(bus);
        Envelope<?> event = requested(invoice);
        policy.react(event).await().atMost(AT_MOST); // and whoever asked is gone
        policy.react(event).await().atMost(AT_MOST);

        invoice.issue("pm_card_visa");
        invoice.awaitStatus(Status.PAID);

        // a notice may have told that it is paid before the policy asks
        await().atMost(AT_MOST).untilAsserted(() -> assertThat(asked(invoice)).isEqualTo(3));
        assertThat(charges(invoice)).isEqualTo(1);
    }

    @Test
    void what_was_wanted_long_ago_is_asked_for_before_it_is_charged() {
        LiveInvoice invoice = LiveInvoice.planned(bus);
        policy.react(requested(invoice)).await().atMost(AT_MOST);

        policy.react(requested(invoice, Instant.now().minus(Duration.ofDays(2))))
                .await()
                .atMost(AT_MOST);

        assertThat(asked(invoice)).isEqualTo(1);
    }

    @Test
    void a_charge_that_was_never_answered_is_found() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_timeoutAfterCharge");
        invoice.awaitPayment(1, Standing.UNCLEAR);

        invoice.proceed();
        invoice.awaitStatus(Status.PAID);

        assertThat(charges(invoice)).isEqualTo(1);
        assertThat(asked(invoice)).isEqualTo(1);
    }

    @Test
    void a_provider_that_is_away_is_asked_again_and_charges_nothing() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_providerAway");
        invoice.awaitPayment(1, Standing.UNCLEAR);

        invoice.proceed();

        invoice.awaitState(state -> assertThat(state.payments().getFirst().asked()).isEqualTo(1));
        assertThat(charges(invoice)).isZero();
    }

    @Test
    void a_soft_decline_is_tried_again_until_it_succeeds() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_declinesTimes_2");
        for (int attempt = 1; attempt <= 2; attempt++) {
            invoice.awaitPayment(attempt, Standing.DECLINED);
            invoice.proceed();
        }

        invoice.awaitStatus(Status.PAID);

        assertThat(invoice.state().paidBy()).isEqualTo(invoice.payment(3));
    }

    @Test
    void after_a_hard_decline_another_method_is_tried_at_once() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_visa_chargeDeclinedLostCard");
        invoice.awaitPayment(1, Standing.DECLINED);

        invoice.collect("pm_card_mastercard");

        invoice.awaitStatus(Status.PAID);
    }

    @Test
    void the_customer_confirms_at_the_banks_page_and_a_notice_tells() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_authenticationRequired");
        invoice.awaitPayment(1, Standing.ACTION_NEEDED);
        String page = "/dev/payments/" + invoice.payment(1);
        given().get(page).then().statusCode(200);

        given().post(page + "/confirmation").then().statusCode(204);

        invoice.awaitStatus(Status.PAID);
        given().post(page + "/confirmation").then().statusCode(404);
    }

    @Test
    void the_customer_says_no_at_the_banks_page_and_it_is_tried_again_another_day() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_authenticationRequired");
        invoice.awaitPayment(1, Standing.ACTION_NEEDED);

        given().post("/dev/payments/" + invoice.payment(1) + "/failure").then().statusCode(204);

        invoice.awaitPayment(1, Standing.DECLINED);
        assertThat(invoice.state().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void of_two_payments_that_succeed_the_second_is_given_back() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_authenticationRequired");
        invoice.awaitPayment(1, Standing.ACTION_NEEDED);
        invoice.collect("pm_card_visa");
        invoice.awaitStatus(Status.PAID);

        given().post("/dev/payments/" + invoice.payment(1) + "/confirmation");

        awaitRepaid(invoice, Why.SURPLUS);
        assertThat(invoice.state().paidBy()).isEqualTo(invoice.payment(2));
        assertThat(givenBack(invoice)).isEqualTo(Invoices.DUE.getAmountMinorLong());
    }

    @Test
    void what_succeeds_after_it_was_written_off_is_given_back() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_timeoutAfterCharge");
        invoice.awaitPayment(1, Standing.UNCLEAR);
        invoice.tell(new WriteOff(Instant.now()));

        invoice.proceed();

        awaitRepaid(invoice, Why.SURPLUS);
        assertThat(invoice.state().status()).isEqualTo(Status.UNCOLLECTIBLE);
        assertThat(givenBack(invoice)).isEqualTo(Invoices.DUE.getAmountMinorLong());
    }

    @Test
    void what_was_paid_is_given_back_in_parts() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_visa");
        invoice.awaitStatus(Status.PAID);

        refund(invoice, Invoices.eur(299));
        refund(invoice, Invoices.eur(1000));

        invoice.awaitState(state ->
                assertThat(state.repayments())
                        .hasSize(2)
                        .allMatch(each -> each.stage() == Repayment.Stage.SUCCEEDED));
        assertThat(givenBack(invoice)).isEqualTo(1299);
    }

    @Test
    void a_refund_that_was_never_answered_is_found() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_refundTimeout");
        invoice.awaitStatus(Status.PAID);
        refund(invoice, Invoices.DUE);

        invoice.proceed();

        awaitRepaid(invoice, Why.RETURN);
        assertThat(givenBack(invoice)).isEqualTo(Invoices.DUE.getAmountMinorLong());
    }

    @Test
    void a_refund_that_fails_says_so() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_refundFail");
        invoice.awaitStatus(Status.PAID);

        refund(invoice, Invoices.DUE);

        invoice.awaitState(state ->
                assertThat(state.repayments())
                        .allMatch(each -> each.stage() == Repayment.Stage.FAILED));
        assertThat(givenBack(invoice)).isZero();
    }

    @Test
    void methods_are_kept_by_the_chosen_provider() {
        UUID account = Uuid7.next();
        PaymentProvider chosen = providers.chosen();

        assertThat(chosen.name()).isEqualTo("simulator");
        assertThat(chosen.method(account, "pm_card_visa").await().atMost(AT_MOST)).isPresent();
        assertThat(chosen.method(account, "no card").await().atMost(AT_MOST)).isEmpty();
        assertThat(chosen.setUp(account).await().atMost(AT_MOST).clientSecret()).isNotBlank();
    }

    private static void refund(LiveInvoice invoice, Money amount) {
        invoice.tell(new Refund(Uuid7.next(), amount, Instant.now()));
    }

    private static void awaitRepaid(LiveInvoice invoice, Why why) {
        invoice.awaitState(state ->
                assertThat(state.repayments())
                        .singleElement()
                        .matches(each -> each.why() == why)
                        .matches(each -> each.stage() == Repayment.Stage.SUCCEEDED));
    }

    private static Envelope<?> requested(LiveInvoice invoice) {
        return requested(invoice, Instant.now());
    }

    /// What the invoice will say once it is issued.
    private static Envelope<?> requested(LiveInvoice invoice, Instant at) {
        var event =
                new PaymentRequested(
                        invoice.payment(1),
                        1,
                        Invoices.DUE,
                        Invoices.card("pm_card_visa"),
                        null,
                        at,
                        Invoices.anHourAfter(at));
        var metadata =
                new Metadata(
                        Uuid7.next(),
                        InvoiceModule.INVOICE_EVENTS.nameOf(event),
                        InvoiceModule.INVOICE.category(),
                        invoice.id(),
                        3,
                        0,
                        1,
                        at,
                        "correlation",
                        "cause",
                        "test",
                        null,
                        "00",
                        null);
        return new Envelope<>(metadata, event);
    }

    private long charges(LiveInvoice invoice) {
        return number(
                "select count(*) from payment_simulator.charge where status = 'SUCCEEDED' and invoice = $1",
                invoice);
    }

    private long asked(LiveInvoice invoice) {
        return number(
                "select sum(asked) from payment_simulator.charge where invoice = $1", invoice);
    }

    private long givenBack(LiveInvoice invoice) {
        return number(
                """
                select coalesce(sum(minor), 0)::bigint from payment_simulator.refund
                where not failed and invoice = $1\
                """,
                invoice);
    }

    private long number(String sql, LiveInvoice invoice) {
        return Objects.requireNonNull(
                pool.preparedQuery(sql)
                        .execute(Tuple.of(invoice.id()))
                        .await()
                        .atMost(AT_MOST)
                        .iterator()
                        .next()
                        .getLong(0));
    }
}
