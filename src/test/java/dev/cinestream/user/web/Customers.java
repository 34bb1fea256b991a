package dev.cinestream.user.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What customers do, over HTTP and with their mail.
public final class Customers {

    public static final Duration AT_MOST = Duration.ofSeconds(20);
    public static final String PASSWORD = "a long and quiet river";

    private static final Pattern TOKEN = Pattern.compile("#([A-Za-z0-9_-]{64})");

    private final MockMailbox mailbox;

    public Customers(MockMailbox mailbox) {
        this.mailbox = mailbox;
    }

    /// An account that is confirmed, and logged in.
    public Response active(String email) {
        register(email);
        assertThat(confirm(token(mail(email, 1))).statusCode()).isEqualTo(204);
        Response login = logIn(email, PASSWORD);
        assertThat(login.statusCode()).as(login.asString()).isEqualTo(201);
        awaitEmail(login, email);
        return login;
    }

    /// Until the account has heard that the address is its own.
    public static void awaitEmail(Response login, String email) {
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(as(login).get("/v1/account").<String>path("email"))
                                .isEqualTo(email));
    }

    public static Response register(String email) {
        return register(email, Uuid7.next().toString());
    }

    static Response register(String email, String key) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("email", email, "password", PASSWORD))
                .post("/v1/accounts");
    }

    public static Response confirm(String token) {
        return post("/v1/accounts/confirmation", Map.of("token", token));
    }

    public static Response logIn(String email, String password) {
        return logIn(email, password, null);
    }

    public static Response logIn(String email, String password, @Nullable String code) {
        var body = new HashMap<String, String>();
        body.put("email", email);
        body.put("password", password);
        body.put("device", "Sofa");
        body.put("code", code);
        return post("/v1/sessions", body);
    }

    public static Response refresh(String token) {
        return post("/v1/sessions/refresh", Map.of("refreshToken", token));
    }

    public static Response post(String path, Map<String, ?> body) {
        return given().contentType("application/json").body(body).post(path);
    }

    public static RequestSpecification as(Response login) {
        return bearing(login.path("accessToken"));
    }

    public static RequestSpecification bearing(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /// A request with a body, by who is logged in.
    public static RequestSpecification as(Response login, Map<String, ?> body) {
        return as(login).contentType("application/json").body(body);
    }

    /// Of somebody who is no account here.
    public static String developmentToken(String subject, String role) {
        return given().contentType("application/json")
                .body("{\"subject\": \"%s\", \"roles\": [\"%s\"]}".formatted(subject, role))
                .post("/dev/tokens")
                .path("token");
    }

    /// The nth mail to the address.
    public Mail mail(String email, int number) {
        await().atMost(AT_MOST).until(() -> mailbox.getMailsSentTo(email).size() >= number);
        return mailbox.getMailsSentTo(email).get(number - 1);
    }

    public static String token(Mail mail) {
        Matcher token = TOKEN.matcher(mail.getText());
        assertThat(token.find()).as(mail.getText()).isTrue();
        return token.group(1);
    }
}
