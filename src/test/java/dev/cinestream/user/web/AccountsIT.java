package dev.cinestream.user.web;

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
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Accounts and logins over HTTP, with the mails that prove an address (CS-1).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class AccountsIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String PASSWORD = "a long and quiet river";
    private static final String NEW_PASSWORD = "a short and loud brook";
    private static final Pattern TOKEN = Pattern.compile("#([A-Za-z0-9_-]{64})");

    @Inject MockMailbox mailbox;
    @Inject CommandBus claims;
    @Inject EmailIds ids;

    private final String email = "ada-" + Uuid7.next() + "@example.org";

    @Test
    void one_registers_confirms_logs_in_and_reads_the_account() {
        assertThat(register(email).statusCode()).isEqualTo(202);
        assertThat(logIn(email, PASSWORD).statusCode()).isEqualTo(401);

        assertThat(confirm(token(mail(email, 1))).statusCode()).isEqualTo(204);
        Response login = logIn(email.toUpperCase(java.util.Locale.ROOT), PASSWORD);

        assertThat(login.statusCode()).as(login.asString()).isEqualTo(201);
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(as(login).get("/v1/account").<String>path("email"))
                                .isEqualTo(email));
    }

    @Test
    void who_registers_with_anothers_address_gets_the_same_answer_and_its_owner_a_mail() {
        active(email);

        assertThat(register(email).statusCode()).isEqualTo(202);

        assertThat(mail(email, 2).getSubject()).contains("account already");
        assertThat(mail(email, 2).getText()).doesNotContain("confirm-email");
    }

    @Test
    void of_two_who_register_with_an_address_only_one_gets_it() {
        register(email);
        register(email);
        mail(email, 2);
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
        Response login = active(email);
        Response first = refresh(login.path("refreshToken"));
        Response second = refresh(first.path("refreshToken"));
        assertThat(second.statusCode()).isEqualTo(200);

        assertThat(refresh(login.path("refreshToken")).statusCode()).isEqualTo(401);

        assertThat(refresh(second.path("refreshToken")).statusCode()).isEqualTo(401);
    }

    @Test
    void a_device_that_lost_the_answer_gets_it_again() {
        Response login = active(email);
        Response first = refresh(login.path("refreshToken"));

        Response again = refresh(login.path("refreshToken"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.<String>path("refreshToken")).isEqualTo(first.path("refreshToken"));
    }

    @Test
    void devices_are_listed_and_logged_out() {
        Response tv = active(email);
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
        Response mine = active(email);
        Response others = active("grace-" + email);

        assertThat(as(mine).delete("/v1/sessions/" + others.path("session")).statusCode())
                .isEqualTo(404);
        assertThat(refresh(others.path("refreshToken")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_forgotten_password_is_replaced_by_mail_and_all_devices_are_logged_out() {
        Response login = active(email);
        assertThat(post("/v1/accounts/password-reset", Map.of("email", email)).statusCode())
                .isEqualTo(202);
        var reset = Map.of("token", token(mail(email, 2)), "password", NEW_PASSWORD);

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
        Response login = active(email);
        var wrong = Map.of("current", "a guess", "password", NEW_PASSWORD);
        var right = Map.of("current", PASSWORD, "password", NEW_PASSWORD);

        assertThat(
                        as(login)
                                .contentType("application/json")
                                .body(wrong)
                                .put("/v1/account/password")
                                .statusCode())
                .isEqualTo(422);
        assertThat(
                        as(login)
                                .contentType("application/json")
                                .body(right)
                                .put("/v1/account/password")
                                .statusCode())
                .isEqualTo(204);
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
        Response login = active(email);

        assertThat(as(login).delete("/v1/account").statusCode()).isEqualTo(204);

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

        assertThat(mail(email, 1).getSubject()).isEqualTo("Bestätige deine E-Mail-Adresse");
        assertThat(mail(email, 1).getHtml()).contains("<html lang=\"de\">");
    }

    @Test
    void the_keys_that_tokens_are_signed_with_are_published() {
        String token = active(email).path("accessToken");
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
        active(email);
        String account = as(logIn(email, PASSWORD)).get("/v1/account").path("id");
        String support =
                given().contentType("application/json")
                        .body("{\"subject\": \"sue\", \"roles\": [\"support\"]}")
                        .post("/dev/tokens")
                        .path("token");
        await().atMost(AT_MOST)
                .untilAsserted(() -> {
                    Response history =
                            given().header("Authorization", "Bearer " + support)
                                    .get("/admin/streams/user.account/" + account);
                    assertThat(history.statusCode()).isEqualTo(200);
                    assertThat(history.asString())
                            .contains("\"secret\":true", email)
                            .doesNotContain("argon2");
                });
    }

    /// An account that is confirmed, and logged in.
    private Response active(String email) {
        register(email);
        assertThat(confirm(token(mail(email, 1))).statusCode()).isEqualTo(204);
        Response login = logIn(email, PASSWORD);
        assertThat(login.statusCode()).as(login.asString()).isEqualTo(201);
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(as(login).get("/v1/account").<String>path("email"))
                                .isEqualTo(email));
        return login;
    }

    private static Response register(String email) {
        return register(email, Uuid7.next().toString());
    }

    private static Response register(String email, String key) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("email", email, "password", PASSWORD))
                .post("/v1/accounts");
    }

    private static Response confirm(String token) {
        return post("/v1/accounts/confirmation", Map.of("token", token));
    }

    private static Response logIn(String email, String password) {
        return post("/v1/sessions", Map.of("email", email, "password", password, "device", "Sofa"));
    }

    private static Response refresh(String token) {
        return post("/v1/sessions/refresh", Map.of("refreshToken", token));
    }

    private static Response post(String path, Map<String, String> body) {
        return given().contentType("application/json").body(body).post(path);
    }

    private static RequestSpecification as(Response login) {
        return given().header("Authorization", "Bearer " + login.path("accessToken"));
    }

    /// The nth mail to the address.
    private Mail mail(String email, int number) {
        await().atMost(AT_MOST).until(() -> mailbox.getMailsSentTo(email).size() >= number);
        return mailbox.getMailsSentTo(email).get(number - 1);
    }

    private static String token(Mail mail) {
        Matcher token = TOKEN.matcher(mail.getText());
        assertThat(token.find()).as(mail.getText()).isTrue();
        return token.group(1);
    }
}
