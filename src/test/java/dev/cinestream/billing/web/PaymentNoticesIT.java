package dev.cinestream.billing.web;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.billing.invoice.InvoiceState.Payment.Standing;
import dev.cinestream.billing.invoice.InvoiceState.Status;
import dev.cinestream.billing.payment.LiveInvoice;
import dev.cinestream.billing.payment.NoticeSignature;
import dev.cinestream.billing.payment.PaymentConfig;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What providers tell is believed when it is signed, and done once (CS-4, CS-8).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class PaymentNoticesIT {

    private static final String SIMULATOR = "/v1/payment-notices/simulator";

    @Inject CommandBus bus;
    @Inject PaymentConfig config;

    private String secret() {
        return config.simulator().noticeSecrets().orElseThrow().getFirst();
    }

    private static String event(String id, String type, String status, LiveInvoice invoice) {
        return """
        {"id": "%s", "type": "%s", "data": {"object": {"id": "pi_1", "object": "payment_intent", "status": "%s",
          "metadata": {"payment": "%s", "invoice": "%s"}}}}\
        """
                .formatted(id, type, status, invoice.payment(1), invoice.id());
    }

    private static String success(String id, LiveInvoice invoice) {
        return event(id, "payment_intent.succeeded", "succeeded", invoice);
    }

    private Response send(String body) {
        return send(body, NoticeSignature.of(body.getBytes(UTF_8), secret(), Instant.now()));
    }

    private static Response send(String body, @Nullable String signature) {
        var request = given().contentType("application/json").body(body);
        return (signature == null ? request : request.header(NoticeSignature.HEADER, signature))
                .post(SIMULATOR);
    }

    private LiveInvoice waiting() {
        LiveInvoice invoice = LiveInvoice.issued(bus, "pm_card_authenticationRequired");
        invoice.awaitPayment(1, Standing.ACTION_NEEDED);
        return invoice;
    }

    private static void isRefused(Response answer, LiveInvoice invoice) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("errors[0].header")).isEqualTo(NoticeSignature.HEADER);
        assertThat(invoice.state().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void what_is_told_is_committed_when_it_is_answered() {
        LiveInvoice invoice = waiting();

        assertThat(send(success("evt_" + Uuid7.next(), invoice)).statusCode()).isEqualTo(204);

        assertThat(invoice.state().status()).isEqualTo(Status.PAID);
    }

    @Test
    void what_is_told_twice_is_done_once() {
        LiveInvoice invoice = waiting();
        String body = success("evt_" + Uuid7.next(), invoice);
        send(body);
        long revision = invoice.revision();

        assertThat(send(body).statusCode()).isEqualTo(204);

        assertThat(invoice.revision()).isEqualTo(revision);
    }

    @Test
    void an_event_that_was_done_is_not_done_again_with_another_body() {
        LiveInvoice invoice = waiting();
        String id = "evt_" + Uuid7.next();
        send(success(id, invoice));
        LiveInvoice other = waiting();

        assertThat(send(success(id, other)).statusCode()).isEqualTo(204);

        assertThat(other.state().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void what_is_not_signed_is_refused() {
        LiveInvoice invoice = waiting();

        isRefused(send(success("evt_1", invoice), null), invoice);
    }

    @Test
    void what_is_signed_with_another_secret_is_refused() {
        LiveInvoice invoice = waiting();
        String body = success("evt_1", invoice);

        isRefused(
                send(body, NoticeSignature.of(body.getBytes(UTF_8), "whsec_guess", Instant.now())),
                invoice);
    }

    @Test
    void what_was_signed_long_ago_is_refused() {
        LiveInvoice invoice = waiting();
        String body = success("evt_1", invoice);
        Instant longAgo = Instant.now().minusSeconds(400);

        isRefused(send(body, NoticeSignature.of(body.getBytes(UTF_8), secret(), longAgo)), invoice);
    }

    @Test
    void a_body_that_was_changed_is_refused() {
        LiveInvoice invoice = waiting();
        String signature =
                NoticeSignature.of(
                        event("evt_1", "payment_intent.payment_failed", "canceled", invoice)
                                .getBytes(UTF_8),
                        secret(),
                        Instant.now());

        isRefused(send(success("evt_1", invoice), signature), invoice);
    }

    @Test
    void what_is_no_event_is_refused() {
        for (String body :
                new String[] {"{", "[]", "{\"id\": 1}", "{\"id\": \"evt_1\", \"type\": \"a\"}"}) {
            Response answer = send(body);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.<String>path("type")).endsWith("not-an-event");
        }
    }

    @Test
    void events_about_something_else_are_taken_and_ignored() {
        LiveInvoice invoice = waiting();
        long revision = invoice.revision();

        assertThat(
                        send("{\"id\": \"evt_1\", \"type\": \"payout.paid\", \"data\": {\"object\": {}}}")
                                .statusCode())
                .isEqualTo(204);
        assertThat(
                        send(event(
                                        "evt_2",
                                        "payment_intent.created",
                                        "requires_confirmation",
                                        invoice))
                                .statusCode())
                .isEqualTo(204);
        assertThat(
                        send("{\"id\": \"evt_3\", \"type\": \"payment_intent.succeeded\", \"data\": {\"object\": {\"id\": \"pi_1\"}}}")
                                .statusCode())
                .isEqualTo(204);

        assertThat(invoice.revision()).isEqualTo(revision);
    }

    @Test
    void an_event_about_an_invoice_that_is_not_here_is_taken_and_ignored() {
        String body =
                """
                {"id": "evt_%s", "type": "payment_intent.succeeded", "data": {"object": {"id": "pi_1", "status": "succeeded",
                  "metadata": {"payment": "%s", "invoice": "%s"}}}}\
                """
                        .formatted(Uuid7.next(), Uuid7.next(), Uuid7.next());

        assertThat(send(body).statusCode()).isEqualTo(204);
    }

    @Test
    void where_no_secret_is_known_nothing_is_taken() {
        given().contentType("application/json")
                .body("{}")
                .post("/v1/payment-notices/stripe")
                .then()
                .statusCode(404);
    }
}
