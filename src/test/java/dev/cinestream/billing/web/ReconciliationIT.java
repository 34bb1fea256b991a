package dev.cinestream.billing.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.billing.invoice.InvoiceState.Payment.Standing;
import dev.cinestream.billing.invoice.InvoiceState.Status;
import dev.cinestream.billing.invoice.Invoices;
import dev.cinestream.billing.payment.LiveInvoice;
import dev.cinestream.billing.payment.PaymentOrder;
import dev.cinestream.billing.payment.simulator.PaymentSimulator;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the provider charged is what we say was paid; what is not so is listed (CS-4, CS-8).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ReconciliationIT {

    private static final String PATH = "/admin/billing/reconciliation";
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    @Inject CommandBus bus;
    @Inject PaymentSimulator simulator;
    @Inject TokenVerification verification;

    private Response read(Map<String, ?> parameters) {
        String token =
                verification
                        .developmentTokens()
                        .orElseThrow()
                        .issue("ops-" + Uuid7.next(), Set.of("ops"), Duration.ofMinutes(5));
        return given().auth().oauth2(token).queryParams(parameters).get(PATH);
    }

    private Response since(Instant begun) {
        Response answer =
                read(
                        Map.of(
                                "from", begun.toString(),
                                "to", Instant.now().plusSeconds(60).toString()));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    @Test
    void there_are_no_differences_when_all_is_right() {
        Instant begun = Instant.now();
        LiveInvoice.issued(bus, "pm_card_visa").awaitStatus(Status.PAID);
        LiveInvoice.issued(bus, "pm_card_mastercard").awaitStatus(Status.PAID);
        LiveInvoice.issued(bus, "pm_card_visa_chargeDeclined").awaitPayment(1, Standing.DECLINED);

        await().atMost(AT_MOST)
                .untilAsserted(() -> {
                    Response report = since(begun);
                    assertThat(report.<Integer>path("charges")).isEqualTo(3);
                    assertThat(report.<List<?>>path("differences")).isEmpty();
                });
    }

    @Test
    void what_was_charged_and_is_no_payment_of_ours_is_listed() {
        Instant begun = Instant.now();
        var order = new PaymentOrder(Uuid7.next(), Uuid7.next(), 1, Invoices.DUE, "pm_card_visa");
        simulator.charge(order).await().atMost(AT_MOST);

        Response report = since(begun);

        assertThat(report.<List<?>>path("differences")).hasSize(1);
        assertThat(report.<String>path("differences[0].kind")).isEqualTo("UNKNOWN_HERE");
        assertThat(report.<String>path("differences[0].payment"))
                .isEqualTo(order.payment().toString());
        assertThat(report.<Integer>path("differences[0].atProvider.minor")).isEqualTo(1299);
    }

    @Test
    void a_time_is_asked_for_that_begins_and_ends() {
        String noon = "2026-11-21T12:00:00Z";

        assertThat(read(Map.of("from", noon)).statusCode()).isEqualTo(400);
        assertThat(read(Map.of("to", noon)).statusCode()).isEqualTo(400);
        assertThat(read(Map.of("from", noon, "to", noon)).<String>path("errors[0].parameter"))
                .isEqualTo("to");
        assertThat(read(Map.of("from", "noon", "to", noon)).statusCode()).isEqualTo(400);
        assertThat(read(Map.of("from", noon, "to", noon, "until", noon)).statusCode())
                .isEqualTo(400);
    }
}
