package dev.cinestream.content.web;

import static dev.cinestream.content.web.TitleLines.line;
import static dev.cinestream.content.web.TitleLines.movie;
import static java.util.stream.Collectors.toSet;
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
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Exports are what imports take back (CS-2), on the demo catalog among others.
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class TitleExportIT {

    @TestHTTPResource URI server;
    @Inject TokenVerification verification;

    @Test
    void the_demo_catalog_imports_cleanly_and_only_once() throws IOException {
        List<String> demo = demo();
        assertThat(titles().imported(Roles.EDITOR, demo))
                .hasSize(demo.size())
                .extracting(TitleLines::status)
                .doesNotContain("refused");
        assertThat(titles().imported(Roles.EDITOR, demo))
                .extracting(TitleLines::status)
                .containsOnly("unchanged");
    }

    @Test
    void what_is_exported_is_imported_back_as_unchanged() throws Exception {
        titles().imported(Roles.EDITOR, demo());
        UUID series = Uuid7.next();
        UUID season = Uuid7.next();
        String draft =
                movie(Uuid7.next(), "Not yet").replace("\"publish\":true", "\"publish\":false");
        String windows =
                "\"availability\":[{\"country\":\"DE\",\"from\":\"2026-01-01T00:00:00.123456Z\",\"until\":\"2027-01-01T00:00:00Z\"}]";
        String late = movie(Uuid7.next(), "Metropolis").replace("\"availability\":[]", windows);
        UUID last = Uuid7.next();
        titles().imported(
                        Roles.EDITOR,
                        List.of(
                                line(series, "SERIES", null, null, "Flash Gordon"),
                                line(season, "SEASON", series, 1, "Flash Gordon, 1"),
                                draft,
                                late,
                                line(last, "EPISODE", season, 1, "Planet of Peril")));
        List<JsonNode> exported = exportedWith(last);
        assertThat(parentsFirst(exported)).isTrue();
        assertThat(
                        titles().imported(
                                        Roles.EDITOR,
                                        exported.stream().map(JsonNode::toString).toList()))
                .hasSameSizeAs(exported)
                .extracting(TitleLines::status)
                .containsOnly("unchanged");
    }

    @Test
    void a_viewer_exports_nothing() throws IOException {
        try (var exchange =
                new NdjsonExchange(
                        server, "GET", "/v1/titles/export", titles().token(Roles.VIEWER))) {
            assertThat(exchange.status()).isEqualTo(403);
        }
    }

    /// The read model follows in its own time, and each lane in its own: perhaps a child before its parent.
    private List<JsonNode> exportedWith(UUID last) throws IOException, InterruptedException {
        for (int tries = 0; tries < 200; tries++) {
            List<JsonNode> lines = titles().exported(Roles.EDITOR);
            if (isPublished(last, lines) && parentsAreThere(lines)) {
                return lines;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(last + " has not reached the export");
    }

    private static boolean isPublished(UUID title, List<JsonNode> lines) {
        return lines.stream()
                .anyMatch(line ->
                        line.get("id").asText().equals(title.toString())
                                && line.get("publish").asBoolean());
    }

    private static boolean parentsAreThere(List<JsonNode> lines) {
        Set<String> all = lines.stream().map(line -> line.get("id").asText()).collect(toSet());
        return lines.stream()
                .allMatch(line ->
                        !line.hasNonNull("parent") || all.contains(line.get("parent").asText()));
    }

    private static boolean parentsFirst(List<JsonNode> lines) {
        Set<String> seen = new HashSet<>();
        return lines.stream()
                .allMatch(line -> {
                    seen.add(line.get("id").asText());
                    return !line.hasNonNull("parent") || seen.contains(line.get("parent").asText());
                });
    }

    private static List<String> demo() throws IOException {
        try (InputStream in =
                TitleExportIT.class.getClassLoader().getResourceAsStream("demo/catalog.ndjson")) {
            return new ArrayList<>(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
    }

    private TitleLines titles() {
        return new TitleLines(server, verification);
    }
}
