package dev.cinestream.admin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.Roles;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A read model is made anew by those who may, and everyone sees how far it is (CS-9, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class RebuildsIT {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String WHY = "{\"reason\": \"a wrong row\"}";

    @Inject Callers callers;

    @Test
    void a_rebuild_is_begun_followed_to_its_end_and_found_equal() {
        Response begun = start("audit", Uuid7.next().toString());
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
        assertThat(begun.jsonPath().getString("startedBy")).isEqualTo("olga");
        assertThat(begun.header("Location")).endsWith("/admin/projections/audit/rebuild");

        String told = support("audit", "/progress").asString();
        assertThat(told).contains("data:", "\"percent\"", "DONE");

        Response done = support("audit", "");
        assertThat(done.jsonPath().getString("phase")).as(done.asString()).isEqualTo("DONE");
        assertThat(done.jsonPath().getDouble("percent")).isEqualTo(100);
        assertThat(done.jsonPath().getString("reason")).isEqualTo("a wrong row");
    }

    @Test
    void the_same_key_rebuilds_once() {
        String key = Uuid7.next().toString();
        Response first = start("titles_under", key);
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(202);
        Response again = start("titles_under", key);
        assertThat(again.statusCode()).as(again.asString()).isEqualTo(202);
        assertThat(again.jsonPath().getString("startedAt"))
                .isEqualTo(first.jsonPath().getString("startedAt"));
        ended("titles_under");
    }

    @Test
    void one_runs_at_a_time_and_may_be_cancelled() {
        start("catalog", Uuid7.next().toString());
        Response second = start("catalog", Uuid7.next().toString());
        assertThat(second.statusCode()).isIn(202, 409);
        Response cancelled =
                callers.as("olga", Roles.OPS).post("/admin/projections/catalog/rebuild/cancel");
        assertThat(cancelled.statusCode()).as(cancelled.asString()).isEqualTo(200);
        assertThat(cancelled.jsonPath().getString("phase")).isIn("CANCELLED", "DONE");
        ended("catalog");
    }

    @Test
    void without_a_key_a_reason_or_the_role_nothing_is_rebuilt() {
        String path = "/admin/projections/audit/rebuild";
        assertThat(callers.as("olga", Roles.OPS).body(WHY).post(path).statusCode()).isEqualTo(400);
        assertThat(
                        callers.as("olga", Roles.OPS)
                                .header("Idempotency-Key", "k")
                                .body("{}")
                                .post(path)
                                .statusCode())
                .isEqualTo(400);
        assertThat(
                        callers.as("sam", Roles.SUPPORT)
                                .header("Idempotency-Key", "k")
                                .body(WHY)
                                .post(path)
                                .statusCode())
                .isEqualTo(403);
        assertThat(start("nothing", "k").statusCode()).isEqualTo(404);
        Response unknown = support("nothing", "/progress");
        assertThat(unknown.statusCode()).isEqualTo(404);
    }

    private Response start(String projection, String key) {
        return callers.as("olga", Roles.OPS)
                .header("Idempotency-Key", key)
                .body(WHY)
                .post("/admin/projections/" + projection + "/rebuild");
    }

    private Response support(String projection, String what) {
        return callers.as("sam", Roles.SUPPORT)
                .get("/admin/projections/" + projection + "/rebuild" + what);
    }

    private void ended(String projection) {
        await().atMost(AT_MOST)
                .until(() ->
                        support(projection, "")
                                .jsonPath()
                                .getString("phase")
                                .matches("DONE|CANCELLED"));
    }
}
