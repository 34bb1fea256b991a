package dev.cinestream.content.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.BadRequest;
import dev.cinestream.platform.http.BadRequests;
import dev.cinestream.platform.http.ForgedTokens;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every wrong request to the catalog gets its problem, which says what is wrong, where, and what would be right, and
/// changes nothing (CS-2, CS-7).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class CatalogBadRequestsIT {

    private static boolean ready;

    @TestHTTPResource("/")
    URI base;

    @Inject TokenVerification verification;

    @BeforeEach
    void the_titles_the_rows_speak_of() throws Exception {
        if (!ready) {
            draft(CatalogBadRequests.USED_KEY, CatalogBadRequests.MOVIE, "MOVIE");
            draft("k-" + Uuid7.next(), CatalogBadRequests.SERIES, "SERIES");
            draft("k-" + Uuid7.next(), CatalogBadRequests.UNREADY, "MOVIE");
            draft("k-" + Uuid7.next(), CatalogBadRequests.WITHDRAWN, "SERIES");
            succeed(
                    editor(
                            "/v1/titles/" + CatalogBadRequests.WITHDRAWN + "/withdraw",
                            "{\"reason\": \"for the test\"}"));
            ready = true;
        }
    }

    static Stream<BadRequest> table() {
        return CatalogBadRequests.rows();
    }

    @Test
    void the_table_is_long() {
        assertThat(table().map(BadRequest::name)).hasSizeGreaterThanOrEqualTo(100);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void a_wrong_request_gets_its_problem_and_changes_nothing(BadRequest wrong) throws Exception {
        List<Long> before = written();

        var answer = BadRequests.send(base, wrong);

        BadRequests.check(wrong, answer);
        assertThat(written()).isEqualTo(before);
    }

    static Stream<BadLine> lines() {
        return CatalogBadLines.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void a_wrong_line_gets_its_problem_and_changes_nothing(BadLine wrong) throws Exception {
        List<Long> before = written();

        List<JsonNode> results =
                new TitleLines(base, verification).imported(Roles.EDITOR, List.of(wrong.line()));

        assertThat(results).hasSize(1);
        JsonNode problem = results.getFirst().path("problem");
        assertThat(TitleLines.status(results.getFirst())).isEqualTo("refused");
        assertThat(problem.path("status").asInt()).as(problem.toString()).isEqualTo(wrong.status());
        assertThat(problem.path("type").asText()).isEqualTo("/problems/" + wrong.code());
        assertThat(problem.toString()).doesNotContain("dev.cinestream");
        assertThat(wrong.says()).allSatisfy(part -> assertThat(problem.toString()).contains(part));
        assertThat(written()).isEqualTo(before);
    }

    private void draft(String key, UUID id, String kind) throws Exception {
        String body = CatalogBadTitles.movie(id, "").replace("MOVIE", kind);
        succeed(editor("/v1/titles", body).with("Idempotency-Key", key));
    }

    private static BadRequest editor(String path, String body) {
        return BadRequest.post("", path, body).as(ForgedTokens.real(Roles.EDITOR));
    }

    private void succeed(BadRequest right) throws IOException, InterruptedException {
        var answer = BadRequests.send(base, right);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /// Events of titles, titles, and idempotency keys remembered.
    private static List<Long> written() throws SQLException {
        return List.of(
                count(
                        "select coalesce(sum(sequence), 0) from engine.lane where category = 'content.title'"),
                count("select count(*) from engine.head where category = 'content.title'"),
                count("select count(*) from engine.command where category = 'content.title'"));
    }

    private static long count(String sql) throws SQLException {
        try (var connection = EmbeddedParts.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
