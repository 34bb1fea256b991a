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

/// Ops compare heads with the log, and make them anew from it (CS-7, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class HeadsIT {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String HEADS = "/admin/heads/admin.audit";

    @Inject Callers callers;

    @Test
    void heads_are_verified_and_rebuilt_and_found_right() {
        Response begun = ops("olga", "/verify");
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
        assertThat(begun.jsonPath().getString("mode")).isEqualTo("VERIFY");
        assertClean();

        assertThat(ops("olga", "/rebuild").statusCode()).isEqualTo(202);
        assertClean();
        assertThat(support("/admin/heads").jsonPath().getList("category")).contains("admin.audit");
    }

    @Test
    void without_the_role_or_such_a_category_nothing_is_compared() {
        Response refused =
                callers.as("sam", Roles.SUPPORT)
                        .header("Idempotency-Key", "k")
                        .body("{\"reason\": \"why not\"}")
                        .post(HEADS + "/verify");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(support("/admin/heads/no.such").statusCode()).isEqualTo(404);
    }

    private void assertClean() {
        await().atMost(AT_MOST)
                .until(() -> !support(HEADS).jsonPath().getString("state").equals("RUNNING"));
        Response done = support(HEADS);
        assertThat(done.jsonPath().getString("state")).as(done.asString()).isEqualTo("DONE");
        assertThat(done.jsonPath().getMap("report.counts")).as(done.asString()).isEmpty();
    }

    private Response ops(String subject, String what) {
        return callers.as(subject, Roles.OPS)
                .header("Idempotency-Key", Uuid7.next().toString())
                .body("{\"reason\": \"after the outage\"}")
                .post(HEADS + what);
    }

    private Response support(String path) {
        return callers.as("sam", Roles.SUPPORT).get(path);
    }
}
