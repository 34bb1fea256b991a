package dev.cinestream.content.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.BadRequest;
import dev.cinestream.platform.http.BadRequests;
import dev.cinestream.platform.http.ForgedTokens;
import dev.cinestream.platform.identity.Roles;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every wrong request about opinions and lists gets its problem, and changes nothing (CS-2, CS-7).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class OpinionBadRequestsIT {

    private static final String WRITTEN =
            "select coalesce(sum(sequence), 0) from engine.lane where category in ('content.opinion', 'content.feedback', 'content.my-list')";

    private static final String COMPLETE =
            """
            "texts": {"en": {"name": "Sintel"}}, "originalLanguage": "en",
            "ageRating": {"system": "FSK", "value": "12", "minimumAge": 12}\
            """;

    private static boolean ready;

    @TestHTTPResource("/")
    URI base;

    @BeforeEach
    void the_titles_and_the_review_the_rows_speak_of() throws Exception {
        if (!ready) {
            draft(OpinionBadRequests.DRAFT);
            draft(OpinionBadRequests.MOVIE);
            String path = "/v1/titles/" + OpinionBadRequests.MOVIE;
            var published = succeed(editor(path + "/publish", ""));
            String token = published.headers().firstValue("Consistency-Token").orElseThrow();
            String text = "{\"text\": \"Lovely.\", \"language\": \"en\", \"spoilers\": false}";
            succeed(
                    BadRequest.post("", path + "/opinion/review", text)
                            .by("PUT")
                            .as(OpinionBadRequests.BY_AUTHOR)
                            .with("Consistency-Token", token));
            ready = true;
        }
    }

    static Stream<BadRequest> table() {
        return OpinionBadRequests.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void a_wrong_request_gets_its_problem_and_changes_nothing(BadRequest wrong) throws Exception {
        long before = written();

        var answer = BadRequests.send(base, wrong);

        BadRequests.check(wrong, answer);
        assertThat(written()).isEqualTo(before);
    }

    private void draft(UUID id) throws Exception {
        succeed(
                editor("/v1/titles", CatalogBadTitles.movie(id, COMPLETE))
                        .with("Idempotency-Key", Uuid7.next().toString()));
    }

    private static BadRequest editor(String path, String body) {
        return BadRequest.post("", path, body).as(ForgedTokens.real(Roles.EDITOR));
    }

    private HttpResponse<String> succeed(BadRequest right) throws Exception {
        var answer = BadRequests.send(base, right);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    private static long written() throws SQLException {
        try (var connection = EmbeddedParts.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(WRITTEN)) {
            row.next();
            return row.getLong(1);
        }
    }
}
