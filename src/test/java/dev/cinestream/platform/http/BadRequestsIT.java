package dev.cinestream.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every wrong request gets its problem and changes nothing (CS-7, CS-10).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class BadRequestsIT {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URI base;

    static Stream<BadRequest> table() {
        return PlatformBadRequests.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void a_wrong_request_gets_its_problem_and_changes_nothing(BadRequest wrong) throws Exception {
        long events = events();
        long reached = ProbeResource.REACHED.get();

        HttpResponse<String> answer = send(wrong);

        BadRequests.check(wrong, answer);
        assertThat(events()).isEqualTo(events);
        assertThat(ProbeResource.REACHED.get()).isEqualTo(reached);
    }

    @Test
    void an_incident_tells_its_number_and_nothing_of_the_house() throws Exception {
        var answer = send(BadRequest.get("broken", "/probe/broken"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("\"incident\"")
                .doesNotContain("secret of the house", "IllegalState", "\tat ");
    }

    @Test
    void an_unknown_property_is_named_with_those_there_are() throws Exception {
        var answer =
                send(
                        BadRequest.post(
                                "", "/probe/body", "{\"text\":\"a\",\"number\":1,\"nubmer\":2}"));

        assertThat(answer.body())
                .contains("\"pointer\":\"/nubmer\"", "\"number\"", "\"text\"", "line 1");
    }

    @Test
    void an_invalid_constant_is_answered_with_the_allowed_ones() throws Exception {
        var answer =
                send(
                        BadRequest.post(
                                "",
                                "/probe/body",
                                "{\"text\":\"a\",\"number\":1,\"colour\":\"BLUE\"}"));

        assertThat(answer.body()).contains("\"expected\":[\"RED\",\"GREEN\"]");
    }

    @Test
    void a_missing_component_deep_inside_is_pointed_at() throws Exception {
        var answer =
                send(
                        BadRequest.post(
                                "",
                                "/probe/body",
                                "{\"text\":\"a\",\"number\":1,\"inner\":[{\"name\":\"b\"},{\"count\":1}]}"));

        assertThat(answer.body()).contains("\"pointer\":\"/inner/1/name\"");
    }

    @Test
    void what_may_be_absent_may_be_absent_or_null() throws Exception {
        var answer =
                send(
                        BadRequest.post(
                                "",
                                "/probe/body",
                                "{\"text\":\"é😀\",\"number\":1,\"colour\":null,\"at\":\"2026-01-31T12:00:00+01:00\",\"shape\":{\"type\":\"circle\",\"radius\":1}}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("é😀", "2026-01-31T11:00:00Z");
    }

    @Test
    void a_streamed_body_is_not_bounded() throws Exception {
        var large = new byte[3 << 20];
        var request =
                HttpRequest.newBuilder(base.resolve("/probe/stream"))
                        .header("Content-Type", "application/octet-stream")
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(large)))
                        .build();

        var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("" + large.length);
    }

    @Test
    void a_body_of_unsaid_length_is_bounded_too() throws Exception {
        byte[] large =
                ("{\"text\":\"" + "a".repeat(3 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        var request =
                HttpRequest.newBuilder(base.resolve("/probe/body"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(large)))
                        .build();

        var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    }

    @Test
    void the_right_token_opens_and_its_subject_and_headers_reach_the_command() throws Exception {
        var answer =
                send(
                        BadRequest.post("", "/probe/create", "{\"name\":\"x\"}")
                                .as(ForgedTokens.real("editor"))
                                .with("Idempotency-Key", "k-1")
                                .with("Prefer", "durability=log")
                                .with("X-Correlation-Id", "from-outside")
                                .with("Reason", "because"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"subject\":\"tester\"",
                        "\"idempotencyKey\":\"k-1\"",
                        "\"durability\":\"LOG\"",
                        "\"correlationId\":\"from-outside\"",
                        "\"reason\":\"because\"");
        assertThat(answer.headers().firstValue(Correlation.HEADER)).hasValue("from-outside");
    }

    @Test
    void a_development_token_that_was_issued_is_believed() throws Exception {
        var issued =
                send(
                        BadRequest.post(
                                "", "/dev/tokens", "{\"subject\":\"ada\",\"roles\":[\"editor\"]}"));
        String token = new JsonObject(issued.body()).getString("token");

        assertThat(send(BadRequest.get("", "/probe/editors").as(token)).body())
                .isEqualTo("welcome");
    }

    private HttpResponse<String> send(BadRequest wrong) throws IOException, InterruptedException {
        return BadRequests.send(base, wrong);
    }

    /// Events decided so far, by the counters that number them without a hole.
    private static long events() throws SQLException {
        try (var connection = EmbeddedParts.connect();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select coalesce(sum(sequence), 0) from engine.lane")) {
            row.next();
            return row.getLong(1);
        }
    }
}
