package dev.cinestream.content.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Editors' commands over HTTP (CS-2, CS-8).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class TitleCommandsIT {

    private static final String MOVIE =
            """
            {"kind": "MOVIE", "metadata": {"texts": {"en": {"name": "Sintel"}}, "year": 2010, "originalLanguage": "en",
             "ageRating": {"system": "FSK", "value": "12", "minimumAge": 12}}}\
            """;

    @Inject TokenVerification verification;

    @Test
    void a_title_is_drafted_published_withdrawn_and_reinstated() {
        Response drafted = draft(MOVIE);
        assertThat(drafted.statusCode()).as(drafted.asString()).isEqualTo(201);
        assertThat(drafted.header("ETag")).isEqualTo("\"1\"");
        assertThat(drafted.header("Consistency-Token")).startsWith("content.title:");
        String title = drafted.header("Location").replaceFirst("^https?://[^/]+", "");
        assertThat(editor().post(title + "/publish").header("ETag")).isEqualTo("\"2\"");
        assertThat(
                        editor().body("{\"reason\": \"licence ended\"}")
                                .post(title + "/withdraw")
                                .statusCode())
                .isEqualTo(204);
        assertThat(editor().post(title + "/publish").statusCode()).isEqualTo(409);
        assertThat(editor().post(title + "/reinstate").header("ETag")).isEqualTo("\"4\"");
    }

    @Test
    void the_same_key_drafts_once() {
        String key = Uuid7.next().toString();
        Response first = editor().header("Idempotency-Key", key).body(MOVIE).post("/v1/titles");
        Response again = editor().header("Idempotency-Key", key).body(MOVIE).post("/v1/titles");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void who_did_not_see_the_last_revision_changes_nothing() {
        String title = draft(MOVIE).header("Location").replaceFirst("^https?://[^/]+", "");
        String metadata = "{\"texts\": {\"en\": {\"name\": \"Sintel, restored\"}}}";
        assertThat(editor().body(metadata).put(title).statusCode()).isEqualTo(428);
        assertThat(editor().header("If-Match", "\"1\"").body(metadata).put(title).statusCode())
                .isEqualTo(204);
        assertThat(editor().header("If-Match", "\"1\"").body(metadata).put(title).statusCode())
                .isEqualTo(412);
    }

    @Test
    void a_list_may_be_left_out_and_holds_no_null() {
        Response refused = draft("{\"kind\": \"MOVIE\", \"metadata\": {\"genres\": [null]}}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString()).contains("/metadata/genres");
    }

    @Test
    void an_episode_needs_its_season() {
        String orphan =
                "{\"kind\": \"EPISODE\", \"number\": 1, \"parent\": \""
                        + Uuid7.next()
                        + "\", \"metadata\": {}}";
        Response refused = draft(orphan);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.jsonPath().getString("detail")).contains("needs a season");
    }

    @Test
    void a_viewer_edits_nothing() {
        String token =
                verification
                        .developmentTokens()
                        .orElseThrow()
                        .issue("vera", Set.of(Roles.VIEWER), Duration.ofMinutes(5));
        assertThat(
                        given().auth()
                                .oauth2(token)
                                .contentType("application/json")
                                .header("Idempotency-Key", "k")
                                .body(MOVIE)
                                .post("/v1/titles")
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        given().contentType("application/json")
                                .header("Idempotency-Key", "k")
                                .body(MOVIE)
                                .post("/v1/titles")
                                .statusCode())
                .isEqualTo(401);
    }

    private Response draft(String body) {
        return editor().header("Idempotency-Key", Uuid7.next().toString())
                .body(body)
                .post("/v1/titles");
    }

    private RequestSpecification editor() {
        String token =
                verification
                        .developmentTokens()
                        .orElseThrow()
                        .issue("edith", Set.of(Roles.EDITOR), Duration.ofMinutes(5));
        return given().auth().oauth2(token).contentType("application/json");
    }
}
