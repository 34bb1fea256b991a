package dev.cinestream;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The application as it is shipped, known from outside only: the jar in `./mvnw verify`, the native binary in
/// `./mvnw verify -Dnative`.
@QuarkusIntegrationTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ApplicationNativeIT {

    @Test
    void it_is_healthy_without_the_development_parts_inside() {
        assertThat(get("/q/health").path("status").toString()).isEqualTo("UP");
    }

    @Test
    void its_api_is_described() {
        assertThat(get("/q/openapi").asString()).contains("CineStream");
    }

    @Test
    void it_is_measured() {
        assertThat(get("/q/metrics").asString()).contains("process_uptime_seconds");
    }

    @Test
    void an_unknown_path_is_a_problem_as_of_RFC_9457() {
        var answer = get("/v1/nothing-here");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void a_token_is_issued_where_development_tokens_are_on() {
        var answer =
                given().contentType("application/json")
                        .body("{\"subject\":\"ada\",\"roles\":[\"editor\"]}")
                        .post("/dev/tokens");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("token").split("\\.", -1)).hasSize(3);
    }

    @Test
    void a_role_nobody_has_is_refused_with_the_place_of_the_mistake() {
        var answer =
                given().contentType("application/json")
                        .body("{\"subject\":\"ada\",\"roles\":[\"emperor\"]}")
                        .post("/dev/tokens");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).contains("/roles");
    }

    @Test
    void one_registers_and_is_not_logged_in_before_the_mail_came() {
        var registered =
                given().contentType("application/json")
                        .header("Idempotency-Key", "native")
                        .body(
                                "{\"email\":\"ada@example.org\",\"password\":\"a long and quiet river\"}")
                        .post("/v1/accounts");
        var login =
                given().contentType("application/json")
                        .body(
                                "{\"email\":\"ada@example.org\",\"password\":\"a long and quiet river\",\"device\":\"Sofa\"}")
                        .post("/v1/sessions");
        assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(202);
        assertThat(login.statusCode()).as(login.asString()).isEqualTo(401);
    }

    @Test
    void the_keys_that_sign_tokens_are_published() {
        assertThat(get("/.well-known/jwks.json").asString()).contains("\"ES256\"");
    }

    @Test
    void the_development_broker_is_not_packaged() {
        String[] jars = Path.of("target", "quarkus-app", "lib", "main").toFile().list();
        if (jars != null) { // a native build makes none
            assertThat(jars).noneMatch(jar -> jar.contains("kafka_2.13"));
        }
    }
}
