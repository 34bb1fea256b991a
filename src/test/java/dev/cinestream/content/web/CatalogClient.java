package dev.cinestream.content.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.DevelopmentTokens;
import dev.cinestream.platform.identity.Roles;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An editor who writes over HTTP and a viewer who reads, each read waiting for what was written before.
final class CatalogClient {

    /// What a request may carry; whoever writes more and reads nothing in between may miss the oldest.
    private static final int MOST_TOKENS = 16;

    private final DevelopmentTokens tokens;
    private final Map<String, Object> viewersClaims = new HashMap<>();
    private String written = "";

    CatalogClient(DevelopmentTokens tokens) {
        this.tokens = tokens;
    }

    /// What viewers' tokens say from now on.
    void viewersClaim(String name, Object value) {
        viewersClaims.put(name, value);
    }

    /// A word that no other test knows; no letter stands twice in a row, so that two swapped ones make another word.
    static String word() {
        var word = new StringBuilder();
        for (int i = 0, letter = 0; i < 10; i++) {
            letter = (letter + 1 + ThreadLocalRandom.current().nextInt(25)) % 26;
            word.append((char) ('a' + letter));
        }
        return word.toString();
    }

    /// What a movie needs to be published; more members of its metadata begin with a comma.
    static String metadata(String name, String more) {
        return metadata(name, 12, more);
    }

    static String metadata(String name, int minimumAge, String more) {
        return """
        {"texts": {"en": {"name": "%1$s"}}, "originalLanguage": "en",
         "ageRating": {"system": "FSK", "value": "%2$d", "minimumAge": %2$d}%3$s}\
        """
                .formatted(name, minimumAge, more);
    }

    /// A draft's id.
    String draft(String kind, @Nullable String parent, @Nullable Integer number, String metadata) {
        String body =
                """
                {"kind": "%s", "parent": %s, "number": %s, "metadata": %s}\
                """
                        .formatted(
                                kind,
                                parent == null ? "null" : "\"" + parent + "\"",
                                number,
                                metadata);
        Response drafted =
                done(
                        editor().header("Idempotency-Key", Uuid7.next().toString())
                                .body(body)
                                .post("/v1/titles"));
        return drafted.header("Location").replaceFirst(".*/", "");
    }

    String movie(String name, String more) {
        return published(draft("MOVIE", null, null, metadata(name, more)));
    }

    String published(String id) {
        done(editor().post("/v1/titles/" + id + "/publish"));
        return id;
    }

    void revise(String id, String metadata) {
        String tag = editing("/v1/titles/" + id).header("ETag");
        done(editor().header("If-Match", tag).body(metadata).put("/v1/titles/" + id));
    }

    void withdraw(String id) {
        done(
                editor().body("{\"reason\": \"licence ended\"}")
                        .post("/v1/titles/" + id + "/withdraw"));
    }

    void schedule(String id, String windows) {
        String tag = editing("/v1/titles/" + id).header("ETag");
        done(
                editor().header("If-Match", tag)
                        .body("{\"windows\": " + windows + "}")
                        .put("/v1/titles/" + id + "/availability"));
    }

    /// What a viewer gets.
    Response get(String path) {
        return as(Roles.VIEWER).header("Consistency-Token", written).get(path);
    }

    /// What an editor gets.
    Response editing(String path) {
        return as(Roles.EDITOR).header("Consistency-Token", written).get(path);
    }

    /// The ids of all pages, in order.
    List<String> pages(String path) {
        List<String> ids = new ArrayList<>();
        @Nullable String next = null;
        do {
            Response page = get(next == null ? path : path + "&cursor=" + next);
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            ids.addAll(page.jsonPath().getList("items.id", String.class));
            next = page.jsonPath().getString("next");
        } while (next != null);
        return ids;
    }

    List<String> ids(String path) {
        Response page = get(path);
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
        return page.jsonPath().getList("items.id", String.class);
    }

    RequestSpecification as(String role) {
        Map<String, Object> claims = role.equals(Roles.VIEWER) ? viewersClaims : Map.of();
        String token = tokens.issue(role, Set.of(role), Duration.ofMinutes(5), claims);
        return given().auth().oauth2(token);
    }

    private RequestSpecification editor() {
        return as(Roles.EDITOR).contentType("application/json");
    }

    private Response done(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isBetween(200, 299);
        String token = response.header("Consistency-Token");
        if (token != null) {
            written =
                    Stream.concat(Stream.of(token), Stream.of(written.split(",")))
                            .filter(each -> !each.isEmpty())
                            .limit(MOST_TOKENS)
                            .collect(Collectors.joining(","));
        }
        return response;
    }
}
