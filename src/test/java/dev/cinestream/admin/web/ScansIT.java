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

/// Ops let the whole log be read and verified, and learn what is wrong with it (CS-9, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ScansIT {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String SCANS = "/admin/integrity/scans";
    private static final String AUDIT =
            "{\"reason\": \"the monthly one\", \"categories\": [\"admin.audit\"]}";

    @Inject Callers callers;

    @Test
    void the_audit_log_is_scanned_and_found_clean() {
        String key = Uuid7.next().toString();
        Response begun = start(key, AUDIT);
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
        String scan = begun.header("Location").replaceFirst("^https?://[^/]+", "");

        assertThat(start(key, AUDIT).jsonPath().getString("id"))
                .isEqualTo(begun.jsonPath().getString("id"));
        assertThat(support(scan + "/progress").asString()).contains("data:", "DONE");

        Response done = support(scan);
        assertThat(done.jsonPath().getString("state")).as(done.asString()).isEqualTo("DONE");
        assertThat(done.jsonPath().getList("report.findings")).isEmpty();
        assertThat(done.jsonPath().getLong("report.events")).isPositive();
        assertThat(support(SCANS).jsonPath().getBoolean("[0].clean")).isTrue();
    }

    @Test
    void a_scan_may_be_cancelled() {
        Response begun = start(Uuid7.next().toString(), AUDIT);
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
        String scan = SCANS + "/" + begun.jsonPath().getString("id");

        assertThat(callers.as("olga", Roles.OPS).post(scan + "/cancel").statusCode())
                .isEqualTo(200);
        await().atMost(AT_MOST)
                .until(() -> support(scan).jsonPath().getString("state").matches("CANCELLED|DONE"));
    }

    @Test
    void what_cannot_be_scanned_is_refused() {
        Response unknown = start("k", "{\"reason\": \"why not\", \"categories\": [\"no.such\"]}");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.asString()).contains("content.title");
        assertThat(support(SCANS + "/" + Uuid7.next()).statusCode()).isEqualTo(404);
        assertThat(support(SCANS + "/" + Uuid7.next() + "/progress").statusCode()).isEqualTo(404);
        assertThat(
                        callers.as("sam", Roles.SUPPORT)
                                .header("Idempotency-Key", "k")
                                .body(AUDIT)
                                .post(SCANS)
                                .statusCode())
                .isEqualTo(403);
    }

    private Response start(String key, String body) {
        return callers.as("olga", Roles.OPS).header("Idempotency-Key", key).body(body).post(SCANS);
    }

    private Response support(String path) {
        return callers.as("sam", Roles.SUPPORT).get(path);
    }
}
