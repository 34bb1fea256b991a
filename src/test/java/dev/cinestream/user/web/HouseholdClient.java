package dev.cinestream.user.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.eventsourcing.log.Uuid7;
import io.quarkus.mailer.MockMailbox;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A device of an account that was just registered and confirmed.
final class HouseholdClient {

    static final String PASSWORD = "a long and quiet river";

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Pattern TOKEN = Pattern.compile("#([A-Za-z0-9_-]{64})");

    private final String email = "ada-" + Uuid7.next() + "@example.org";
    private String accessToken;
    private String refreshToken;

    HouseholdClient(MockMailbox mailbox) {
        this(mailbox, Map.of());
    }

    /// Logged in, and in the account's first profile.
    ///
    /// @param more that is said when registering
    HouseholdClient(MockMailbox mailbox, Map<String, String> more) {
        Map<String, String> registration = new HashMap<>(more);
        registration.put("email", email);
        registration.put("password", PASSWORD);
        given().contentType("application/json")
                .header("Idempotency-Key", Uuid7.next().toString())
                .body(registration)
                .post("/v1/accounts");
        await().atMost(AT_MOST).until(() -> !mailbox.getMailsSentTo(email).isEmpty());
        Matcher token = TOKEN.matcher(mailbox.getMailsSentTo(email).getFirst().getText());
        assertThat(token.find()).isTrue();
        given().contentType("application/json")
                .body(Map.of("token", token.group(1)))
                .post("/v1/accounts/confirmation");
        Response login = logIn();
        accessToken = login.path("accessToken");
        refreshToken = login.path("refreshToken");
        await().atMost(AT_MOST).until(() -> get("/v1/profiles").path("items.size()").equals(1));
        refreshed();
    }

    Response logIn() {
        Response login =
                given().contentType("application/json")
                        .body(Map.of("email", email, "password", PASSWORD, "device", "Sofa"))
                        .post("/v1/sessions");
        assertThat(login.statusCode()).as(login.asString()).isEqualTo(201);
        return login;
    }

    /// Goes on with the session of a login.
    void continuing(Response login) {
        accessToken = login.path("accessToken");
        refreshToken = login.path("refreshToken");
    }

    /// Takes new tokens.
    Response refreshed() {
        Response answer =
                given().contentType("application/json")
                        .body(Map.of("refreshToken", refreshToken))
                        .post("/v1/sessions/refresh");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        continuing(answer);
        return answer;
    }

    /// Takes the token for the profile, when there is one.
    Response choose(String profile, @Nullable String pin) {
        Map<String, Object> body = new HashMap<>();
        body.put("profile", profile);
        if (pin != null) {
            body.put("pin", pin);
        }
        Response answer = sending(body).post("/v1/sessions/current/profile");
        if (answer.statusCode() == 200) {
            accessToken = answer.path("accessToken");
        }
        return answer;
    }

    Response setHouseholdPin(String pin) {
        return sending(Map.of("password", PASSWORD, "pin", pin)).put("/v1/household/pin");
    }

    Response create(Map<String, ?> profile, @Nullable String householdPin) {
        return with(householdPin, sending(profile))
                .header("Idempotency-Key", Uuid7.next().toString())
                .post("/v1/profiles");
    }

    /// The id of a new one.
    String created(Map<String, ?> profile, @Nullable String householdPin) {
        Response answer = create(profile, householdPin);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.header("Location").replaceFirst(".*/", "");
    }

    Response change(String id, Map<String, ?> profile, @Nullable String householdPin) {
        return with(householdPin, sending(profile))
                .header("If-Match", tag())
                .put("/v1/profiles/" + id);
    }

    Response delete(String id, @Nullable String householdPin) {
        return with(householdPin, as()).header("If-Match", tag()).delete("/v1/profiles/" + id);
    }

    Response lock(String id, String pin, @Nullable String householdPin) {
        return with(householdPin, sending(Map.of("pin", pin))).put("/v1/profiles/" + id + "/pin");
    }

    Response unlock(String id, @Nullable String householdPin) {
        return with(householdPin, as()).delete("/v1/profiles/" + id + "/pin");
    }

    Response setCountry(String country, @Nullable String householdPin) {
        return with(householdPin, sending(Map.of("country", country))).put("/v1/household/country");
    }

    Response get(String path) {
        return as().get(path);
    }

    /// The first profile's id.
    String first() {
        return get("/v1/profiles").path("items[0].id");
    }

    String tag() {
        return get("/v1/profiles").header("ETag");
    }

    /// What the token says.
    JsonObject claims() {
        byte[] payload =
                Base64.getUrlDecoder()
                        .decode(
                                accessToken.substring(
                                        accessToken.indexOf('.') + 1,
                                        accessToken.lastIndexOf('.')));
        return new JsonObject(new String(payload, StandardCharsets.UTF_8));
    }

    RequestSpecification as() {
        return given().header("Authorization", "Bearer " + accessToken);
    }

    RequestSpecification sending(Map<String, ?> body) {
        return as().contentType("application/json").body(body);
    }

    static Map<String, Object> profile(String name, int maturityLimit, boolean kids) {
        return Map.of(
                "name", name,
                "avatar", "owl",
                "languages",
                        Map.of(
                                "ui",
                                "en",
                                "audio",
                                new String[] {"de"},
                                "subtitles",
                                new String[] {}),
                "maturityLimit", maturityLimit,
                "kids", kids);
    }

    private static RequestSpecification with(
            @Nullable String householdPin, RequestSpecification request) {
        return householdPin == null ? request : request.header("Household-Pin", householdPin);
    }
}
