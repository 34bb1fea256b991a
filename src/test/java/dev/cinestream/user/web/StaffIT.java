package dev.cinestream.user.web;

import static dev.cinestream.user.web.Customers.AT_MOST;
import static dev.cinestream.user.web.Customers.PASSWORD;
import static dev.cinestream.user.web.Customers.as;
import static dev.cinestream.user.web.Customers.bearing;
import static dev.cinestream.user.web.Customers.developmentToken;
import static dev.cinestream.user.web.Customers.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Roles of staff, and support that acts for a customer (CS-1).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class StaffIT {

    private static final Map<String, String> WHY = Map.of("reason", "a test");

    @Inject MockMailbox mailbox;

    private final String email = "ada-" + Uuid7.next() + "@example.org";
    private final String sue = "sue-" + Uuid7.next();
    private Customers customers;
    private Response login;
    private String account = "";

    @BeforeEach
    void logInOnce() {
        customers = new Customers(mailbox);
        login = customers.active(email);
        account = as(login).get("/v1/account").path("id");
    }

    @Test
    void a_role_is_in_the_tokens_from_the_next_refresh_on() {
        assertThat(by("admin", "/roles/support/grant", WHY).statusCode()).isEqualTo(204);
        assertThat(roles(login)).containsExactly("viewer");

        Response refreshed = refresh(login.path("refreshToken"));

        assertThat(roles(refreshed)).containsExactlyInAnyOrder("viewer", "support");
    }

    @Test
    void a_role_that_was_revoked_is_not() {
        by("admin", "/roles/ops/grant", WHY);
        by("admin", "/roles/ops/revoke", WHY);

        assertThat(roles(refresh(login.path("refreshToken")))).containsExactly("viewer");
    }

    @Test
    void what_staff_does_with_an_account_is_in_its_history_with_the_reason() {
        by("admin", "/roles/editor/grant", WHY);

        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(
                                        bearing(developmentToken(sue, "support"))
                                                .get("/admin/streams/user.account/" + account)
                                                .asString())
                                .contains("user.role-granted.v1", "a test", sue));
    }

    @ParameterizedTest
    @CsvSource({"support", "ops", "editor", "viewer"})
    void only_admins_grant_roles(String role) {
        assertThat(by(role, "/roles/admin/grant", WHY).statusCode()).isEqualTo(403);
    }

    @Test
    void a_role_there_is_none_of_is_refused_with_those_there_are() {
        Response answer = by("admin", "/roles/viewer/grant", WHY);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).contains("support", "editor", "ops", "admin");
    }

    @Test
    void the_owner_of_the_configured_address_is_the_first_admin() {
        Response first = customers.active("first-admin@example.org");

        assertThat(roles(refresh(first.path("refreshToken")))).contains("admin");
    }

    @Test
    void support_finds_an_account_by_its_address() {
        Response found =
                bearing(developmentToken(sue, "support"))
                        .contentType("application/json")
                        .body(Map.of("email", email))
                        .post("/admin/accounts/search");

        assertThat(found.<String>path("id")).isEqualTo(account);
        assertThat(found.<String>path("standing")).isEqualTo("ACTIVE");
    }

    @Test
    void support_acts_for_a_customer_who_sees_it() {
        String token = acting();

        assertThat(bearing(token).get("/v1/account").<String>path("email")).isEqualTo(email);
        assertThat(claims(token).getJsonObject("act").getString("sub")).isEqualTo(sue);
        await().atMost(AT_MOST)
                .untilAsserted(() -> {
                    Response acts = as(login).get("/v1/account/acts");
                    assertThat(acts.<List<String>>path("by")).containsExactly(sue);
                    assertThat(acts.<List<String>>path("reason")).containsExactly("ticket 4711");
                });
    }

    @Test
    void what_is_done_for_a_customer_names_both() {
        int said =
                bearing(acting())
                        .contentType("application/json")
                        .body(Map.of("country", "ES"))
                        .put("/v1/household/country")
                        .statusCode();
        assertThat(said).isEqualTo(204);

        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(
                                        bearing(developmentToken(sue, "support"))
                                                .get("/admin/streams/user.household/" + account)
                                                .asString())
                                .contains(sue + " for " + account));
    }

    @Test
    void a_token_to_act_with_is_of_no_session_and_of_a_viewer_only() {
        JsonObject claims = claims(acting());

        assertThat(claims.containsKey("sid")).isFalse();
        assertThat(claims.getJsonArray("groups")).containsExactly("viewer");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/account/password, '{\"current\":\"a long and quiet river\",\"password\":\"a short and loud brook\"}'",
        "PUT, /v1/account/email, '{\"email\":\"sue@example.org\",\"password\":\"a long and quiet river\"}'",
        "POST, /v1/account/closure, '{\"password\":\"a long and quiet river\"}'",
        "POST, /v1/account/second-factor/setup, '{\"password\":\"a long and quiet river\"}'",
        "POST, /v1/account/second-factor/activation, '{\"code\":\"123456\"}'",
        "POST, /v1/account/second-factor/recovery-codes, '{\"password\":\"a long and quiet river\",\"code\":\"123456\"}'",
        "POST, /v1/account/second-factor/removal, '{\"password\":\"a long and quiet river\",\"code\":\"123456\"}'"
    })
    void who_acts_for_a_customer_does_not_take_the_account(
            String method, String path, String body) {
        Response answer =
                bearing(acting()).contentType("application/json").body(body).request(method, path);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.<String>path("type")).endsWith("only-the-owner");
        assertThat(Customers.logIn(email, PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void nobody_acts_for_staff() {
        by("admin", "/roles/ops/grant", WHY);

        Response answer = by("support", "/acting", wish(5));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.<String>path("type")).endsWith("account-of-staff");
    }

    @ParameterizedTest
    @CsvSource({"0", "61"})
    void nobody_acts_for_longer_than_an_hour(int minutes) {
        Response answer = by("support", "/acting", wish(minutes));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).contains("from 1 to 60");
    }

    @Test
    void only_support_acts_for_customers() {
        assertThat(by("ops", "/acting", wish(5)).statusCode()).isEqualTo(403);
        assertThat(by("viewer", "/acting", wish(5)).statusCode()).isEqualTo(403);
    }

    private String acting() {
        Response answer = by("support", "/acting", wish(5));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.path("accessToken");
    }

    private static Map<String, ?> wish(int minutes) {
        return Map.of("reason", "ticket 4711", "minutes", minutes);
    }

    private Response by(String role, String path, Map<String, ?> body) {
        return bearing(developmentToken(sue, role))
                .contentType("application/json")
                .body(body)
                .post("/admin/accounts/" + account + path);
    }

    private static List<String> roles(Response login) {
        return claims(login.path("accessToken")).getJsonArray("groups").stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonObject claims(String token) {
        return new JsonObject(
                new String(
                        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]),
                        StandardCharsets.UTF_8));
    }
}
