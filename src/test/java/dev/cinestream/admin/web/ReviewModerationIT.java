package dev.cinestream.admin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Correlation;
import dev.cinestream.platform.identity.Roles;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Support looks at what viewers report, and what it does about it is on record (CS-2, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ReviewModerationIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @Inject Callers callers;

    private final String author = Uuid7.next().toString();
    private final String one = Uuid7.next().toString();
    private final String other = Uuid7.next().toString();
    private String title = "";
    private String review = "";

    @BeforeEach
    void a_review() {
        title = movie();
        write("Buy at my shop.");
        review = opinion().path("review.id");
    }

    @Test
    void a_review_is_reported_hidden_with_a_reason_and_its_author_reads_why() {
        assertThat(report(one, "SPAM")).isEqualTo(204);
        assertThat(report(one, "SPAM")).isEqualTo(204);
        assertThat(report(one, "HATE")).isEqualTo(409);
        assertThat(report(other, "SPAM")).isEqualTo(204);
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(waiting("reported"))
                                .containsEntry("reports", Map.of("SPAM", 2))
                                .containsEntry("text", "Buy at my shop.")
                                .containsEntry("account", author)
                                .containsEntry("edition", 1));

        assertThat(judge("hide", 1, "It advertises a shop.").statusCode()).isEqualTo(204);

        assertThat(opinion().<String>path("review.hiddenBecause"))
                .isEqualTo("It advertises a shop.");
        await().atMost(AT_MOST).until(() -> listed().isEmpty());
        assertThat(waiting("reported")).isEmpty();
        assertThat(waiting("hidden")).containsEntry("hiddenBecause", "It advertises a shop.");
        assertThat(report(other, "HATE")).isEqualTo(404);
    }

    @Test
    void what_support_finds_all_right_is_no_longer_reported_until_its_text_changes() {
        report(one, "OFF_TOPIC");
        await().atMost(AT_MOST).until(() -> !waiting("reported").isEmpty());

        assertThat(judge("show", 1, "It is about the film.").statusCode()).isEqualTo(204);
        report(other, "OFF_TOPIC");

        await().atMost(AT_MOST).until(() -> waiting("reported").isEmpty());
        write("Buy at my other shop.");
        assertThat(report(other, "SPAM")).isEqualTo(204);
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(waiting("reported"))
                                .containsEntry("reports", Map.of("SPAM", 1))
                                .containsEntry("judgedEdition", 1)
                                .containsEntry("edition", 2));
    }

    @Test
    void a_hidden_review_is_not_written_free() {
        judge("hide", 1, "It advertises a shop.");
        write("Lovely.");

        assertThat(judge("show", 1, "It is fine now.").<String>path("type"))
                .endsWith("/review-changed");
        assertThat(opinion().<String>path("review.hiddenBecause")).isNotNull();
        assertThat(judge("show", 2, "It is fine now.").statusCode()).isEqualTo(204);
        await().atMost(AT_MOST)
                .untilAsserted(() -> assertThat(listed()).containsExactly("Lovely."));
    }

    @Test
    void who_hid_what_and_why_is_on_record() {
        String correlation = Uuid7.next().toString();
        judging()
                .header(Correlation.HEADER, correlation)
                .body("{\"edition\": 1, \"reason\": \"It advertises a shop.\"}")
                .post("/admin/reviews/" + review + "/hide");

        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(entries(correlation))
                                .singleElement()
                                .satisfies(entry ->
                                        assertThat(entry)
                                                .containsEntry("actor", "sue")
                                                .containsEntry("action", "review.hide")
                                                .containsEntry("target", review)
                                                .containsEntry("reason", "It advertises a shop.")
                                                .containsEntry("outcome", "DONE")));
    }

    private List<Map<String, Object>> entries(String correlation) {
        return callers.as("auditor", Roles.ADMIN)
                .queryParam("correlationId", correlation)
                .get("/admin/audit")
                .jsonPath()
                .getList("items");
    }

    private String movie() {
        String metadata =
                """
                {"kind": "MOVIE", "metadata": {"texts": {"en": {"name": "Sintel"}}, "originalLanguage": "en",
                 "ageRating": {"system": "FSK", "value": "12", "minimumAge": 12}}}\
                """;
        Response drafted =
                callers.as("edith", Roles.EDITOR)
                        .header("Idempotency-Key", Uuid7.next().toString())
                        .body(metadata)
                        .post("/v1/titles");
        String id = drafted.header("Location").replaceFirst(".*/", "");
        Response published =
                callers.as("edith", Roles.EDITOR).post("/v1/titles/" + id + "/publish");
        int seen =
                callers.as(one, Roles.VIEWER)
                        .header("Consistency-Token", published.header("Consistency-Token"))
                        .get("/v1/titles/" + id)
                        .statusCode();
        assertThat(seen).isEqualTo(200);
        return id;
    }

    private void write(String text) {
        int status =
                callers.as(author, Roles.VIEWER)
                        .body(
                                "{\"text\": \"%s\", \"language\": \"en\", \"spoilers\": false}"
                                        .formatted(text))
                        .put("/v1/titles/" + title + "/opinion/review")
                        .statusCode();
        assertThat(status).isEqualTo(204);
    }

    private int report(String who, String reason) {
        return callers.as(who, Roles.VIEWER)
                .body("{\"reason\": \"" + reason + "\"}")
                .put("/v1/reviews/" + review + "/report")
                .statusCode();
    }

    private Response opinion() {
        return callers.as(author, Roles.VIEWER).get("/v1/titles/" + title + "/opinion");
    }

    private List<String> listed() {
        return callers.as(one, Roles.VIEWER)
                .get("/v1/titles/" + title + "/reviews")
                .path("items.text");
    }

    private Response judge(String what, int edition, String reason) {
        return judging()
                .body("{\"edition\": %d, \"reason\": \"%s\"}".formatted(edition, reason))
                .post("/admin/reviews/" + review + "/" + what);
    }

    private RequestSpecification judging() {
        return callers.as("sue", Roles.SUPPORT);
    }

    /// The review as support finds it on any page; empty when it is on none.
    private Map<String, Object> waiting(String state) {
        List<Map<String, Object>> all = new ArrayList<>();
        String next = "";
        while (next != null) {
            Response page =
                    judging()
                            .queryParam("state", state)
                            .queryParam("cursor", next)
                            .queryParam("limit", 2)
                            .get("/admin/reviews");
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            all.addAll(page.path("items"));
            next = page.path("next");
        }
        return all.stream()
                .filter(each -> review.equals(each.get("id")))
                .findFirst()
                .orElse(Map.of());
    }
}
