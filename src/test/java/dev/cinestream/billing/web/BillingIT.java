package dev.cinestream.billing.web;

import static dev.cinestream.user.web.Customers.as;
import static dev.cinestream.user.web.Customers.bearing;
import static dev.cinestream.user.web.Customers.developmentToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.user.web.Customers;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.ResponseBuilder;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A customer's life over HTTP, with the real flow behind it and time moved by hand (CS-4, CS-6).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class BillingIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAY = Duration.ofMinutes(2);
    private static final Instant BEGIN = Instant.parse("2026-01-17T12:00:00Z");
    private static final String GOOD = "pm_card_visa";
    private static final String BROKE = "pm_card_visa_chargeDeclinedInsufficientFunds";

    @Inject MockMailbox mailbox;

    private Response login = new ResponseBuilder().setStatusCode(200).build();
    private String admin = "";
    private String clock = "";

    @BeforeEach
    void a_customer_on_a_clock() {
        login = new Customers(mailbox).active("ada-" + Uuid7.next() + "@example.org");
        admin = developmentToken("alice", "admin");
        String account = as(login).get("/v1/account").path("id");
        await().atMost(AT_MOST).until(() -> as(login).get("/v1/billing").statusCode() == 200);
        Response made =
                keyed(bearing(admin))
                        .body(Map.of("at", BEGIN.toString()))
                        .post("/admin/billing/test-clocks");
        ok(made);
        clock = made.header("Location").replaceFirst(".*/", "");
        ok(
                json(bearing(admin))
                        .body(Map.of("clock", clock))
                        .put("/admin/billing/customers/" + account + "/test-clock"));
    }

    @Test
    void from_a_trial_to_the_end() {
        String small = plan(1_299, 14);
        String large = plan(1_999, 0);
        payBy(GOOD);
        Response before =
                json(as(login)).body(choice(small)).post("/v1/billing/subscription/preview");
        assertThat(before.<List<?>>path("now")).isEmpty();
        assertThat(before.<Integer>path("upcoming.due.minor")).isEqualTo(1_299);

        ok(keyed(as(login)).body(choice(small)).post("/v1/billing/subscription"));
        assertThat(status()).isEqualTo("TRIALING");

        advance(BEGIN.plus(Duration.ofDays(15)));
        assertThat(status()).isEqualTo("ACTIVE");
        Map<String, Object> first = invoices().getFirst();
        assertThat(first).containsEntry("status", "PAID");
        assertThat(first.get("id")).isEqualTo(before.path("upcoming.id"));
        assertThat(first.get("total")).isEqualTo(before.path("upcoming.total"));

        a_change_costs_what_its_preview_says(large);

        payBy(BROKE);
        advance(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(status()).isEqualTo("PAST_DUE");
        assertThat(invoices().getFirst()).containsEntry("status", "OPEN");

        payBy(GOOD);
        await().atMost(AT_MOST).until(() -> status().equals("ACTIVE"));
        await().atMost(AT_MOST).until(() -> "PAID".equals(invoices().getFirst().get("status")));

        ok(
                json(as(login))
                        .body(Map.of("when", "PERIOD_END"))
                        .post("/v1/billing/subscription/cancel"));
        advance(Instant.parse("2026-06-01T12:00:00Z"));
        assertThat(status()).isEqualTo("ENDED");
        assertThat(invoices()).hasSize(3);
        assertThat(
                        bearing(admin)
                                .get("/admin/billing/trial-balance")
                                .<List<Integer>>path("totals.minor"))
                .isNotEmpty()
                .containsOnly(0);
    }

    private void a_change_costs_what_its_preview_says(String plan) {
        Map<String, Object> wish = Map.of("plan", plan, "interval", "MONTH", "when", "NOW");
        Response preview = json(as(login)).body(wish).post("/v1/billing/subscription/plan/preview");
        String tag = as(login).get("/v1/billing").header("ETag");

        ok(json(as(login)).header("If-Match", tag).body(wish).put("/v1/billing/subscription/plan"));

        await().atMost(AT_MOST).until(() -> invoices().size() == 2);
        Map<String, Object> invoice = invoices().getFirst();
        for (String part : List.of("id", "lines", "net", "tax", "total", "due")) {
            assertThat(invoice.get(part))
                    .as(part)
                    .isEqualTo(preview.<Object>path("now[0]." + part));
        }
        await().atMost(AT_MOST).until(() -> "PAID".equals(invoices().getFirst().get("status")));
    }

    @Test
    void a_coupon_is_taken_off_as_previewed() {
        String code = "C" + Uuid7.next().toString().toUpperCase(Locale.ROOT);
        ok(
                keyed(bearing(admin))
                        .body(
                                Map.of(
                                        "code",
                                        code,
                                        "name",
                                        "Half",
                                        "basisPoints",
                                        5_000,
                                        "bills",
                                        1))
                        .post("/admin/coupons"));
        var wish =
                Map.of(
                        "plan",
                        plan(1_000, 0),
                        "interval",
                        "MONTH",
                        "currency",
                        "EUR",
                        "coupon",
                        code);
        payBy(GOOD);
        Response preview = json(as(login)).body(wish).post("/v1/billing/subscription/preview");
        assertThat(preview.<Integer>path("now[0].due.minor")).isEqualTo(500);

        ok(keyed(as(login)).body(wish).post("/v1/billing/subscription"));

        await().atMost(AT_MOST).until(() -> status().equals("ACTIVE"));
        await().atMost(AT_MOST).until(() -> !invoices().isEmpty());
        assertThat(invoices().getFirst().get("due")).isEqualTo(preview.<Object>path("now[0].due"));
    }

    @Test
    void anothers_invoice_is_not_there() {
        ok(keyed(as(login)).body(choice(plan(1_000, 0))).post("/v1/billing/subscription"));
        await().atMost(AT_MOST).until(() -> !invoices().isEmpty());
        String mine = "/v1/billing/invoices/" + invoices().getFirst().get("id");
        Response other = new Customers(mailbox).active("eve-" + Uuid7.next() + "@example.org");

        assertThat(as(login).get(mine).statusCode()).isEqualTo(200);
        assertThat(as(other).get(mine).statusCode()).isEqualTo(404);
    }

    private void payBy(String card) {
        ok(json(as(login)).body(Map.of("token", card)).put("/v1/billing/payment-method"));
    }

    private static Map<String, Object> choice(String plan) {
        return Map.of("plan", plan, "interval", "MONTH", "currency", "EUR");
    }

    private String plan(int minor, int trialDays) {
        Response made =
                keyed(bearing(admin))
                        .body(
                                """
                                {"names": {"en": "Standard"}, "trialDays": %d,
                                 "prices": [{"interval": "MONTH", "amount": {"minor": %d, "currency": "EUR"}, "taxIncluded": true}],
                                 "entitlement": {"streams": 2, "height": 1080, "profiles": 5, "downloads": 10}}\
                                """
                                        .formatted(trialDays, minor))
                        .post("/admin/plans");
        ok(made);
        String id = made.header("Location").replaceFirst(".*/", "");
        assertThat(
                        given().header("Consistency-Token", made.header("Consistency-Token"))
                                .get("/v1/plans")
                                .<List<String>>path("id"))
                .contains(id);
        return id;
    }

    private void advance(Instant to) {
        ok(
                json(bearing(admin))
                        .body(Map.of("to", to.toString()))
                        .post("/admin/billing/test-clocks/" + clock + "/advance"));
        await().atMost(LONGEST_WAY)
                .until(() ->
                        bearing(admin).get("/admin/billing/test-clocks/" + clock).path("target")
                                == null);
    }

    private String status() {
        return String.valueOf(as(login).get("/v1/billing").<String>path("subscription.status"));
    }

    /// The newest first.
    private List<Map<String, Object>> invoices() {
        return as(login).get("/v1/billing/invoices").path("items");
    }

    private static void ok(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 299);
    }

    private static RequestSpecification json(RequestSpecification request) {
        return request.contentType("application/json");
    }

    private static RequestSpecification keyed(RequestSpecification request) {
        return json(request).header("Idempotency-Key", Uuid7.next().toString());
    }
}
