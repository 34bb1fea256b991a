package dev.cinestream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The description of the API is whole: whoever reads it needs nothing else (CS-2, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class OpenApiIT {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final List<String> OURS = List.of("/v1/", "/admin", "/dev/");

    /// @param operation as the document describes it
    private record Endpoint(String method, String path, JsonNode operation) {
        JsonNode at(String pointer) {
            return operation.at(pointer);
        }

        @Override
        public String toString() {
            return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        }
    }

    private final List<Endpoint> endpoints = new ArrayList<>();
    private JsonNode document = new ObjectMapper().missingNode();

    @BeforeEach
    void read() throws IOException {
        document =
                new ObjectMapper()
                        .readTree(
                                given().queryParam("format", "json").get("/q/openapi").asString());
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(each -> {
                                    if (METHODS.contains(each.getKey())
                                            && OURS.stream().anyMatch(path.getKey()::startsWith)) {
                                        endpoints.add(
                                                new Endpoint(
                                                        each.getKey(),
                                                        path.getKey(),
                                                        each.getValue()));
                                    }
                                }));
    }

    @Test
    void an_operation_says_what_it_does_and_has_a_name_of_its_own() {
        assertThat(endpoints).hasSizeGreaterThan(15);
        assertThat(endpoints.stream().map(each -> each.at("/operationId").asText()))
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
        softly((softly, each) -> {
            softly.assertThat(each.at("/summary").asText()).as("%s summary", each).isNotBlank();
            softly.assertThat(each.at("/description").asText())
                    .as("%s description", each)
                    .isNotBlank();
            softly.assertThat(each.at("/tags")).as("%s tags", each).isNotEmpty();
        });
    }

    @Test
    void an_operation_says_how_it_succeeds() {
        softly((softly, each) -> {
            List<String> good = statuses(each, "[23]");
            softly.assertThat(good).as("%s", each).isNotEmpty();
            for (String status : good) {
                JsonNode answer = each.at("/responses/" + status);
                softly.assertThat(answer.path("description").asText())
                        .as("%s %s", each, status)
                        .isNotBlank();
                if (status.equals("200")) {
                    softly.assertThat(answer.at("/content").findValue("schema"))
                            .as("%s %s", each, status)
                            .isNotNull();
                }
            }
        });
    }

    @Test
    void an_operation_says_how_it_fails_with_an_example() {
        assertThat(document.at("/components/schemas/Problem/properties/errors")).isNotEmpty();
        softly((softly, each) -> {
            List<String> bad = statuses(each, "[45]");
            softly.assertThat(bad).as("%s", each).contains("400");
            if (!each.path().startsWith("/dev/")) {
                softly.assertThat(bad).as("%s", each).contains("401", "403");
            }
            for (String status : bad) {
                JsonNode answer = each.at("/responses/" + status);
                JsonNode problem = answer.path("content").path("application/problem+json");
                softly.assertThat(answer.path("description").asText()).isNotBlank();
                softly.assertThat(problem.at("/schema/$ref").asText())
                        .as("%s %s", each, status)
                        .isEqualTo("#/components/schemas/Problem");
                softly.assertThat(problem.at("/example/status").asText())
                        .as("%s %s", each, status)
                        .isEqualTo(status);
            }
        });
    }

    @Test
    void an_operation_that_takes_a_body_shows_one() {
        softly((softly, each) -> {
            JsonNode body = each.at("/requestBody/content");
            if (!body.isMissingNode()) {
                softly.assertThat(body.findValue("example"))
                        .as("%s: openapi/%s.json", each, each.at("/operationId").asText())
                        .isNotNull();
            }
        });
    }

    @Test
    void a_parameter_has_a_schema_and_the_shared_ones_say_what_they_mean() {
        softly((softly, each) ->
                each.at("/parameters")
                        .forEach(parameter -> {
                            softly.assertThat(parameter.has("schema"))
                                    .as("%s %s", each, parameter)
                                    .isTrue();
                            if (Set.of("cursor", "limit", "Consistency-Token", "If-Match")
                                    .contains(parameter.path("name").asText())) {
                                softly.assertThat(parameter.path("description").asText())
                                        .as("%s %s", each, parameter)
                                        .isNotBlank();
                            }
                        }));
    }

    /// All that is wrong at once.
    private void softly(java.util.function.BiConsumer<SoftAssertions, Endpoint> check) {
        SoftAssertions.assertSoftly(
                softly -> endpoints.forEach(each -> check.accept(softly, each)));
    }

    private static List<String> statuses(Endpoint endpoint, String first) {
        List<String> statuses = new ArrayList<>();
        endpoint.at("/responses")
                .fieldNames()
                .forEachRemaining(status -> {
                    if (status.matches(first + "\\d\\d")) {
                        statuses.add(status);
                    }
                });
        return statuses;
    }
}
