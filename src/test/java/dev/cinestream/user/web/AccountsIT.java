package dev.cinestream.user.web;

import static dev.cinestream.user.web.Customers.AT_MOST;
import static dev.cinestream.user.web.Customers.PASSWORD;
import static dev.cinestream.user.web.Customers.as;
import static dev.cinestream.user.web.Customers.awaitEmail;
import static dev.cinestream.user.web.Customers.bearing;
import static dev.cinestream.user.web.Customers.confirm;
import static dev.cinestream.user.web.Customers.developmentToken;
import static dev.cinestream.user.web.Customers.logIn;
import static dev.cinestream.user.web.Customers.post;
import static dev.cinestream.user.web.Customers.refresh;
import static dev.cinestream.user.web.Customers.register;
import static dev.cinestream.user.web.Customers.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.credential.EmailIds;
import dev.cinestream.user.emailclaim.EmailClaimState;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Accounts and logins over HTTP, with the mails that prove an address (CS-1).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class AccountsIT {

    private static final String NEW_PASSWORD = "a short and loud brook";

    @Inject MockMailbox mailbox;
    @Inject CommandBus claims;
    @Inject EmailIds ids;

    private final String email = "ada-" + Uuid7.next() + "@example.org";
    private Customers customers;

    @BeforeEach
    void customers() {
        customers = new Customers(mailbox);
    }

    @Test
    void one_registers_confirms_logs_in_and_reads_the_account() {
        assertThat(register(email).statusCode()).isEqualTo(202);
        assertThat(logIn(email, PASSWORD).statusCode()).isEqualTo(401);

        assertThat(confirm(token(customers.mail(email, 1))).statusCode()).isEqualTo(204);
        Response login = logIn(email.toUpperCase(java.util.Locale.ROOT), PASSWORD);

        assertThat(login.statusCode()).as(login.asString()).isEqualTo(201);
        awaitEmail(login, email);
    }

    @Test
    void who_registers_with_anothers_address_gets_the_same_answer_and_its_owner_a_mail() {
        customers.active(email);

        assertThat(register(email).statusCode()).isEqualTo(202);

        assertThat(customers.mail(email, 2).getSubject()).contains("account already");
        assertThat(customers.mail(email, 2).getText()).doesNotContain("confirm-email");
    }

    @Test
    void of_two_who_register_with_an_address_only_one_gets_it() {
        register(email);
        register(email);
        customers.mail(email, 2);
        List<Mail> both = mailbox.getMailsSentTo(email);

        assertThat(confirm(token(both.get(0))).statusCode()).isEqualTo(204);
        Response second = confirm(token(both.get(1)));

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.<String>path("type")).endsWith("email-taken");
    }

    @Test
    void a_link_that_was_made_up_is_refused() {
        Response answer = confirm("A".repeat(64));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.<String>path("type")).endsWith("link-not-good");
    }

    @Test
    void a_session_is_refreshed_and_an_old_token_ends_it() throws InterruptedException {
        Response login = customers.active(email);
        Response first = refresh(login.path("refreshToken"));
        Response second = refresh(first.path("refreshToken"));
        assertThat(second.statusCode()).isEqualTo(200);

        assertThat(refresh(login.path("refreshToken")).statusCode()).isEqualTo(401);

        assertThat(refresh(second.path("refreshToken")).statusCode()).isEqualTo(401);
    }

    @Test
    void a_device_that_lost_the_answer_gets_it_again() {
        Response login = customers.active(email);
        Response first = refresh(login.path("refreshToken"));

        Response again = refresh(login.path("refreshToken"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.<String>path("refreshToken")).isEqualTo(first.path("refreshToken"));
    }

    @Test
    void devices_are_listed_and_logged_out() {
        Response tv = customers.active(email);
        Response phone = logIn(email, PASSWORD);
        assertThat(as(tv).get("/v1/sessions").<List<Boolean>>path("current"))
                .containsExactlyInAnyOrder(true, false);

        assertThat(as(tv).delete("/v1/sessions/" + phone.path("session")).statusCode())
                .isEqualTo(204);

        assertThat(refresh(phone.path("refreshToken")).statusCode()).isEqualTo(401);
        assertThat(refresh(tv.path("refreshToken")).statusCode()).isEqualTo(200);
    }

    @Test
    void anothers_device_is_not_logged_out() {
        Response mine = customers.active(email);
        Response others = customers.active("grace-" + email);

        assertThat(as(mine).delete("/v1/sessions/" + others.path("session")).statusCode())
                .isEqualTo(404);
        assertThat(refresh(others.path("refreshToken")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_forgotten_password_is_replaced_by_mail_and_all_devices_are_logged_out() {
        Response login = customers.active(email);
        assertThat(post("/v1/accounts/password-reset", Map.of("email", email)).statusCode())
                .isEqualTo(202);
        var reset = Map.of("token", token(customers.mail(email, 2)), "password", NEW_PASSWORD);

        assertThat(post("/v1/accounts/password", reset).statusCode()).isEqualTo(204);

        assertThat(post("/v1/accounts/password", reset).statusCode()).isEqualTo(409);
        assertThat(logIn(email, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(logIn(email, NEW_PASSWORD).statusCode()).isEqualTo(201);
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(refresh(login.path("refreshToken")).statusCode())
                                .isEqualTo(401));
    }

    @Test
    void an_address_nobody_has_gets_the_same_answer_and_no_mail() {
        assertThat(post("/v1/accounts/password-reset", Map.of("email", email)).statusCode())
                .isEqualTo(202);
        assertThat(mailbox.getMailsSentTo(email)).isEmpty();
    }

    @Test
    void who_guesses_has_to_wait() {
        for (int i = 0; i < 6; i++) {
            logIn(email, "a guess " + i);
        }

        Response answer = logIn(email, "another guess");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    @Test
    void a_key_is_used_for_one_address() {
        String key = Uuid7.next().toString();
        register(email, key);

        assertThat(register(email, key).statusCode()).isEqualTo(202);
        assertThat(register("grace-" + email, key).statusCode()).isEqualTo(422);
    }

    @Test
    void a_password_is_changed_by_who_knows_it() {
        Response login = customers.active(email);
        var wrong = Map.of("current", "a guess", "password", NEW_PASSWORD);
        var right = Map.of("current", PASSWORD, "password", NEW_PASSWORD);

        assertThat(as(login, wrong).put("/v1/account/password").statusCode()).isEqualTo(422);
        assertThat(as(login, right).put("/v1/account/password").statusCode()).isEqualTo(204);
        assertThat(logIn(email, NEW_PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void nobodys_mailbox_is_filled() {
        for (int i = 0; i < 6; i++) {
            register(email);
        }

        Response answer = register(email);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    @Test
    void a_closed_account_frees_its_address() {
        Response login = customers.active(email);

        assertThat(close(login, PASSWORD).statusCode()).isEqualTo(204);

        assertThat(logIn(email, PASSWORD).statusCode()).isEqualTo(401);
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(
                                        claims.head(UserModule.EMAIL_CLAIM, ids.of(email))
                                                .await()
                                                .atMost(AT_MOST)
                                                .state())
                                .isEqualTo(new EmailClaimState.Free()));
    }

    @Test
    void an_account_is_closed_by_who_knows_the_password_only() {
        Response login = customers.active(email);

        Response answer = close(login, "a guess");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.<String>path("type")).endsWith("wrong-password");
        assertThat(logIn(email, PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void guesses_beside_the_log_in_count_with_its_own() {
        Response login = customers.active(email);
        for (int i = 0; i < 3; i++) {
            close(login, "a guess " + i);
            logIn(email, "another guess " + i);
        }

        assertThat(close(login, PASSWORD).statusCode()).isEqualTo(429);
    }

    @Test
    void another_address_becomes_the_accounts_when_its_mail_was_read_and_the_old_one_is_told() {
        Response login = customers.active(email);
        String other = "lovelace-" + email;

        assertThat(changeEmail(login, other).statusCode()).isEqualTo(202);

        Mail proof = customers.mail(other, 1);
        assertThat(proof.getSubject()).isEqualTo("Confirm your new e-mail address");
        assertThat(customers.mail(email, 2).getSubject()).contains("another e-mail address");
        assertThat(customers.mail(email, 2).getText()).doesNotContain(other);
        assertThat(confirm(token(proof)).statusCode()).isEqualTo(204);
        awaitEmail(login, other);
        assertThat(logIn(other, PASSWORD).statusCode()).isEqualTo(201);
        await().atMost(AT_MOST).until(() -> logIn(email, PASSWORD).statusCode() == 401);
    }

    @Test
    void another_address_is_taken_by_who_knows_the_password_only() {
        Response login = customers.active(email);
        var wrong = Map.of("email", "lovelace-" + email, "password", "a guess");

        Response answer = as(login, wrong).put("/v1/account/email");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("/password");
        assertThat(as(login).get("/v1/account").<String>path("pendingEmail")).isNull();
    }

    @Test
    void anothers_address_gets_the_same_answer_and_its_owner_a_mail() {
        String other = "grace-" + email;
        customers.active(other);
        Response login = customers.active(email);

        assertThat(changeEmail(login, other).statusCode()).isEqualTo(202);

        assertThat(customers.mail(other, 2).getSubject()).contains("account already");
    }

    @Test
    void a_new_password_stops_a_change_of_address() {
        Response login = customers.active(email);
        String thiefs = "thief-" + email;
        changeEmail(login, thiefs);
        Mail proof = customers.mail(thiefs, 1);
        var right = Map.of("current", PASSWORD, "password", NEW_PASSWORD);
        assertThat(as(login, right).put("/v1/account/password").statusCode()).isEqualTo(204);

        assertThat(confirm(token(proof)).statusCode()).isEqualTo(409);
    }

    @Test
    void a_password_that_is_guessed_first_is_refused() {
        Response answer =
                given().contentType("application/json")
                        .header("Idempotency-Key", Uuid7.next().toString())
                        .body(Map.of("email", email, "password", "password123"))
                        .post("/v1/accounts");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("/password").doesNotContain("password123");
    }

    @Test
    void mails_come_in_the_accounts_language() {
        given().contentType("application/json")
                .header("Idempotency-Key", Uuid7.next().toString())
                .body(Map.of("email", email, "password", PASSWORD, "language", "de"))
                .post("/v1/accounts");

        assertThat(customers.mail(email, 1).getSubject())
                .isEqualTo("Bestätige deine E-Mail-Adresse");
        assertThat(customers.mail(email, 1).getHtml()).contains("<html lang=\"de\">");
    }

    @Test
    void the_keys_that_tokens_are_signed_with_are_published() {
        String token = customers.active(email).path("accessToken");
        String header = token.substring(0, token.indexOf('.'));
        String kid =
                new io.vertx.core.json.JsonObject(
                                new String(
                                        java.util.Base64.getUrlDecoder().decode(header),
                                        java.nio.charset.StandardCharsets.UTF_8))
                        .getString("kid");

        Response keys = given().get("/.well-known/jwks.json");

        assertThat(keys.<List<String>>path("keys.kid")).contains(kid);
        assertThat(keys.header("Cache-Control")).contains("max-age=300");
        assertThat(keys.asString()).doesNotContain("\"d\"");
    }

    @Test
    void support_sees_that_there_is_a_password_and_not_its_hash() {
        customers.active(email);
        String account = as(logIn(email, PASSWORD)).get("/v1/account").path("id");
        String support = developmentToken("sue", "support");
        await().atMost(AT_MOST)
                .untilAsserted(() -> {
                    Response history =
                            bearing(support).get("/admin/streams/user.account/" + account);
                    assertThat(history.statusCode()).isEqualTo(200);
                    assertThat(history.asString())
                            .contains("\"secret\":true", email)
                            .doesNotContain("argon2");
                });
    }

    private static Response close(Response login, String password) {
        return as(login, Map.of("password", password)).post("/v1/account/closure");
    }

    private static Response changeEmail(Response login, String to) {
        return as(login, Map.of("email", to, "password", PASSWORD)).put("/v1/account/email");
    }
}
