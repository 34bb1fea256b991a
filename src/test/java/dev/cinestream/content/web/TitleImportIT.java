package dev.cinestream.content.web;

import static dev.cinestream.content.web.TitleLines.line;
import static dev.cinestream.content.web.TitleLines.movie;
import static dev.cinestream.content.web.TitleLines.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Imports over HTTP (CS-2): each line's result, whatever the lines are.
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class TitleImportIT {

    @TestHTTPResource URI server;
    @Inject TokenVerification verification;

    @Test
    void a_line_creates_a_title_and_the_same_line_again_changes_nothing() throws IOException {
        String line = movie(Uuid7.next(), "Sintel");
        List<JsonNode> first = imported(line);
        assertThat(first).hasSize(1);
        assertThat(status(first.getFirst())).isEqualTo("created");
        assertThat(first.getFirst().get("revision").asLong()).isEqualTo(2);
        List<JsonNode> again = imported(line);
        assertThat(status(again.getFirst())).isEqualTo("unchanged");
        assertThat(again.getFirst().get("revision").asLong()).isEqualTo(2);
    }

    @Test
    void a_line_that_differs_revises_and_the_old_line_revises_back() throws IOException {
        UUID id = Uuid7.next();
        imported(movie(id, "Sintel"));
        List<JsonNode> results =
                imported(movie(id, "Sintel, restored"), movie(id, "Sintel"), movie(id, "Sintel"));
        assertThat(results)
                .extracting(TitleLines::status)
                .containsExactly("revised", "revised", "unchanged");
        assertThat(results.getLast().get("revision").asLong()).isEqualTo(4);
    }

    @Test
    void children_follow_their_parents_in_one_file() throws IOException {
        UUID series = Uuid7.next();
        UUID season = Uuid7.next();
        List<JsonNode> results =
                imported(
                        line(series, "SERIES", null, null, "Flash Gordon"),
                        line(season, "SEASON", series, 1, "Flash Gordon, 1"),
                        line(Uuid7.next(), "EPISODE", season, 1, "Planet of Peril"),
                        line(Uuid7.next(), "EPISODE", season, 2, "Tunnel of Terror"));
        assertThat(results)
                .extracting(TitleLines::status)
                .containsExactly("created", "created", "created", "created");
    }

    @Test
    void a_bad_line_is_refused_and_the_import_goes_on() throws IOException {
        UUID orphan = Uuid7.next();
        List<JsonNode> results =
                imported(
                        movie(Uuid7.next(), "First"),
                        "{\"id\": ",
                        movie(Uuid7.next(), "Typo").replace("{\"id\"", "{\"knid\":1,\"id\""),
                        "",
                        "null",
                        line(orphan, "EPISODE", Uuid7.next(), 1, "Nobody's"),
                        "{\"x\":\"" + "x".repeat(1_100_000) + "\"}",
                        movie(Uuid7.next(), "Last"));
        assertThat(results)
                .extracting(result -> result.get("line").asInt() + " " + status(result))
                .containsExactly(
                        "1 created",
                        "2 refused",
                        "3 refused",
                        "5 refused",
                        "6 refused",
                        "7 refused",
                        "8 created");
        assertThat(results.get(2).at("/problem/detail").asText()).contains("knid");
        assertThat(results.get(4).get("id").asText()).isEqualTo(orphan.toString());
        assertThat(results.get(4).at("/problem/status").asInt()).isEqualTo(422);
        assertThat(results.get(5).at("/problem/status").asInt()).isEqualTo(413);
    }

    @Test
    void a_line_is_answered_while_the_next_one_is_not_sent_yet() throws IOException {
        try (var exchange = exchange(Roles.EDITOR)) {
            for (int i = 1; i <= 3; i++) {
                exchange.send(movie(Uuid7.next(), "Serial " + i) + "\n");
                exchange.flush();
                assertThat(TitleLines.JSON.readTree(exchange.readLine()).get("line").asInt())
                        .isEqualTo(i);
            }
            exchange.end();
            assertThat(exchange.readLine()).isNull();
        }
    }

    @Test
    void a_viewer_imports_nothing() throws IOException {
        try (var exchange = exchange(Roles.VIEWER)) {
            exchange.send(movie(Uuid7.next(), "Mine"));
            exchange.end();
            assertThat(exchange.status()).isEqualTo(403);
        }
    }

    private List<JsonNode> imported(String... lines) throws IOException {
        return titles().imported(Roles.EDITOR, List.of(lines));
    }

    private NdjsonExchange exchange(String role) throws IOException {
        return titles().importing(role);
    }

    private TitleLines titles() {
        return new TitleLines(server, verification);
    }
}
