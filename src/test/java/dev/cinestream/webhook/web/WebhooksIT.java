package dev.cinestream.webhook.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import dev.cinestream.webhook.web.Receiver.Told;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Other systems are told what happens here, over HTTP (CS-6). That deliveries are signed as Standard Webhooks say is judged
/// by the library that its authors give to receivers.
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class WebhooksIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final String DRAFTED = "content.title-drafted.v1";
    private static final String DRAFT =
            """
            {"kind": "MOVIE", "metadata": {"texts": {"en": {"name": "Heard of"}}}}\
            """;

    @Inject TokenVerification verification;

    private Receiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void hush() {
        List<String> ids = as(Roles.OPS).get("/admin/webhooks").path("endpoints.id");
        ids.forEach(id -> as(Roles.OPS).delete("/admin/webhooks/" + id));
        receiver.close();
    }

    @Test
    void an_endpoint_hears_once_of_what_it_asked_for_signed() {
        Response registered = registered();
        String secret = registered.path("secret");

        String title = draft();
        Told told = heardOf(title);

        assertThat(told.body()).contains("\"type\":\"" + DRAFTED + "\"", "Heard of");
        assertThatCode(() -> new Webhook(secret).verify(told.body(), told.headers()))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(secret).verify(told.body() + " ", told.headers()))
                .isInstanceOf(Exception.class);
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(deliveries(registered.path("id"), "DELIVERED"))
                                .contains(told.header("webhook-id")));
        assertThat(receiver.toldOf(title)).hasSize(1);
    }

    @Test
    void one_that_does_not_take_it_is_told_again_with_the_same_id() {
        receiver.answers(500, 302, 204);
        String id = registered().path("id");

        String title = draft();

        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(deliveries(id, "DELIVERED")).isNotEmpty());
        assertThat(receiver.toldOf(title)).hasSize(3);
        assertThat(
                        receiver.toldOf(title).stream()
                                .map(each -> each.header("webhook-id"))
                                .distinct())
                .hasSize(1);
    }

    @Test
    void what_was_given_up_is_sent_again_when_support_says_so() {
        receiver.answers(503);
        String id = registered().path("id");
        String title = draft();
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(deliveries(id, "FAILED")).isNotEmpty());
        int before = receiver.toldOf(title).size();
        receiver.answers(204);
        String delivery =
                as(Roles.SUPPORT)
                        .get("/admin/webhooks/" + id + "/deliveries?state=FAILED")
                        .path("deliveries[0].id");

        Response resent =
                as(Roles.SUPPORT)
                        .post("/admin/webhooks/" + id + "/deliveries/" + delivery + "/resend");

        assertThat(resent.statusCode()).isEqualTo(202);
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(receiver.toldOf(title)).hasSizeGreaterThan(before));
    }

    @Test
    void one_that_is_gone_is_told_no_more_until_it_is_enabled() {
        receiver.answers(410);
        String id = registered().path("id");
        draft();

        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(
                                        as(Roles.OPS)
                                                .get("/admin/webhooks/" + id)
                                                .<Boolean>path("enabled"))
                                .isFalse());
        receiver.answers(204);
        as(Roles.OPS).post("/admin/webhooks/" + id + "/enable").then().statusCode(204);
        as(Roles.OPS).post("/admin/webhooks/" + id + "/test").then().statusCode(202);

        heardOf("webhook.test.v1");
    }

    @Test
    void after_a_new_secret_the_old_one_signs_for_a_while_too() {
        Response registered = registered();
        String id = registered.path("id");
        Response rotated =
                as(Roles.OPS)
                        .header("Idempotency-Key", Uuid7.next().toString())
                        .post("/admin/webhooks/" + id + "/secret");
        as(Roles.OPS).post("/admin/webhooks/" + id + "/test").then().statusCode(202);

        Told told = heardOf("webhook.test.v1");

        String oldSecret = registered.path("secret");
        String newSecret = rotated.path("secret");
        assertThat(newSecret).isNotEqualTo(oldSecret);
        for (String secret : List.of(oldSecret, newSecret)) {
            assertThatCode(() -> new Webhook(secret).verify(told.body(), told.headers()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void who_registers_again_with_the_same_key_gets_the_same_endpoint() {
        String key = Uuid7.next().toString();

        Response first = register(key, receiver.url(), DRAFTED);
        Response second = register(key, receiver.url(), DRAFTED);

        assertThat(second.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(second.<String>path("secret")).isEqualTo(first.path("secret"));
    }

    @Test
    void an_endpoint_is_changed_by_who_saw_it_last() {
        String id = registered().path("id");
        String settings =
                """
                {"url": "%s", "types": ["%s"], "description": "changed"}\
                """
                        .formatted(receiver.url(), DRAFTED);
        String tag = as(Roles.OPS).get("/admin/webhooks/" + id).header("ETag");

        Response changed =
                as(Roles.OPS).header("If-Match", tag).body(settings).put("/admin/webhooks/" + id);
        Response stale =
                as(Roles.OPS).header("If-Match", tag).body(settings).put("/admin/webhooks/" + id);

        assertThat(changed.statusCode()).isEqualTo(204);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(as(Roles.OPS).get("/admin/webhooks/" + id).<String>path("description"))
                .isEqualTo("changed");
    }

    @Test
    void a_wrong_registration_is_told_what_would_be_right() {
        Response unknown = register(Uuid7.next().toString(), receiver.url(), "content.no-such.v1");
        Response nowhere = register(Uuid7.next().toString(), "nowhere", DRAFTED);
        Response keyless =
                as(Roles.OPS)
                        .body("{\"url\": \"x\", \"types\": [], \"description\": \"x\"}")
                        .post("/admin/webhooks");

        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.<String>path("type")).endsWith("unknown-event-type");
        assertThat(unknown.asString()).contains("/types/0", DRAFTED);
        assertThat(nowhere.statusCode()).isEqualTo(422);
        assertThat(nowhere.asString()).contains("/url", "an absolute http or https URL");
        assertThat(keyless.statusCode()).isEqualTo(400);
    }

    @Test
    void support_may_look_but_not_register() {
        assertThat(as(Roles.SUPPORT).get("/admin/webhooks").statusCode()).isEqualTo(403);
        assertThat(
                        as(Roles.VIEWER)
                                .get("/admin/webhooks/" + Uuid7.next() + "/deliveries")
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        as(Roles.SUPPORT)
                                .get("/admin/webhooks/" + Uuid7.next() + "/deliveries")
                                .statusCode())
                .isEqualTo(404);
    }

    private Told heardOf(String text) {
        await().atMost(AT_MOST).untilAsserted(() -> assertThat(receiver.toldOf(text)).isNotEmpty());
        return receiver.toldOf(text).getFirst();
    }

    private List<String> deliveries(String endpoint, String state) {
        return as(Roles.SUPPORT)
                .get("/admin/webhooks/" + endpoint + "/deliveries?limit=200&state=" + state)
                .path("deliveries.event");
    }

    /// Back once what happens from now on is heard of.
    private Response registered() {
        Response registered = register(Uuid7.next().toString(), receiver.url(), DRAFTED);
        assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(201);
        as(Roles.OPS)
                .header("Consistency-Token", registered.header("Consistency-Token"))
                .get("/admin/webhooks")
                .then()
                .statusCode(200);
        await().pollDelay(Duration.ofMillis(1_100))
                .until(() -> true); // the policy looks each second
        return registered;
    }

    private Response register(String key, String url, String type) {
        return as(Roles.OPS)
                .header("Idempotency-Key", key)
                .body(
                        """
                        {"url": "%s", "types": ["%s"], "description": "a test"}\
                        """
                                .formatted(url, type))
                .post("/admin/webhooks");
    }

    private String draft() {
        Response drafted =
                as(Roles.EDITOR)
                        .header("Idempotency-Key", Uuid7.next().toString())
                        .body(DRAFT)
                        .post("/v1/titles");
        assertThat(drafted.statusCode()).as(drafted.asString()).isEqualTo(201);
        return drafted.header("Location").replaceFirst(".*/", "");
    }

    private RequestSpecification as(String role) {
        String token =
                verification
                        .developmentTokens()
                        .orElseThrow()
                        .issue(role, Set.of(role), Duration.ofMinutes(5));
        return given().auth().oauth2(token).contentType("application/json");
    }
}
