package dev.cinestream.content.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written is read, by those who may (CS-2, CS-7).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class CatalogIT {

    @Inject TokenVerification verification;
    private CatalogClient catalog;

    @BeforeEach
    void client() {
        catalog = new CatalogClient(verification.developmentTokens().orElseThrow());
    }

    @Test
    void a_title_is_read_in_the_language_the_reader_likes_best() {
        String texts =
                """
                {"texts": {"en": {"name": "Night", "synopsis": "Dark."}, "pt-BR": {"name": "Noite"}}, "originalLanguage": "en",
                 "ageRating": {"system": "FSK", "value": "12", "minimumAge": 12}}\
                """;
        String id = catalog.published(catalog.draft("MOVIE", null, null, texts));
        Response portuguese = in("pt, de;q=0.5", id);
        assertThat(portuguese.jsonPath().getString("name")).isEqualTo("Noite");
        assertThat(portuguese.header("Content-Language")).isEqualTo("pt-BR");
        assertThat(portuguese.header("Vary")).contains("Accept-Language");
        Response japanese = in("ja", id);
        assertThat(japanese.jsonPath().getString("name")).isEqualTo("Night");
        assertThat(japanese.jsonPath().getString("synopsis")).isEqualTo("Dark.");
        assertThat(japanese.header("Content-Language")).isEqualTo("en");
    }

    private Response in(String language, String id) {
        catalog.get("/v1/titles/" + id);
        return catalog.as(Roles.VIEWER).header("Accept-Language", language).get("/v1/titles/" + id);
    }

    @Test
    void who_has_the_revision_gets_a_304() {
        String id = catalog.movie("Sintel", "");
        Response first = catalog.get("/v1/titles/" + id);
        assertThat(first.header("ETag")).isEqualTo("\"2-en\"");
        Response again =
                catalog.as(Roles.VIEWER)
                        .header("If-None-Match", "\"1-en\", \"2-en\"")
                        .get("/v1/titles/" + id);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo("\"2-en\"");
        assertThat(again.header("Vary")).contains("Accept-Language");
        assertThat(again.asString()).isEmpty();
        catalog.withdraw(id);
        assertThat(catalog.get("/v1/titles/" + id).statusCode()).isEqualTo(404);
        Response withdrawn = catalog.editing("/v1/titles/" + id);
        assertThat(withdrawn.header("ETag")).isEqualTo("\"3-en\"");
        assertThat(withdrawn.jsonPath().getString("standing")).isEqualTo("WITHDRAWN");
    }

    @Test
    void who_has_a_listing_gets_a_304_until_it_changes() {
        String genre = CatalogClient.word();
        String id = catalog.movie("Sintel", ", \"genres\": [\"%s\"]".formatted(genre));
        for (String path : List.of("/v1/titles?genre=", "/v1/search?q=")) {
            String tag = catalog.get(path + genre).header("ETag");
            assertThat(again(path + genre, tag)).isEqualTo(304);
        }
        String tag = catalog.get("/v1/titles?genre=" + genre).header("ETag");
        catalog.withdraw(id);
        catalog.get("/v1/titles/" + id);
        assertThat(again("/v1/titles?genre=" + genre, tag)).isEqualTo(200);
    }

    private int again(String path, String tag) {
        return catalog.as(Roles.VIEWER).header("If-None-Match", tag).get(path).statusCode();
    }

    @Test
    void a_draft_is_for_editors() {
        String id = catalog.draft("MOVIE", null, null, CatalogClient.metadata("A draft", ""));
        Response refused = catalog.get("/v1/titles/" + id);
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(catalog.editing("/v1/titles/" + id).statusCode()).isEqualTo(200);
        assertThat(given().get("/v1/titles/" + id).statusCode()).isEqualTo(401);
    }

    @Test
    void what_lies_under_something_unpublished_is_not_seen() {
        String series = catalog.draft("SERIES", null, null, CatalogClient.metadata("S", ""));
        String season = under("SEASON", series, 1);
        String episode = under("EPISODE", season, 1);
        assertThat(catalog.get("/v1/titles/" + episode).statusCode()).isEqualTo(404);
        catalog.published(series);
        assertThat(catalog.get("/v1/titles/" + episode).statusCode()).isEqualTo(200);
        catalog.withdraw(season);
        assertThat(catalog.get("/v1/titles/" + episode).statusCode()).isEqualTo(404);
        assertThat(catalog.ids("/v1/titles/" + series + "/seasons")).isEmpty();
    }

    @Test
    void a_series_is_read_with_its_seasons_and_their_episodes_by_number() {
        String series =
                catalog.published(
                        catalog.draft("SERIES", null, null, CatalogClient.metadata("S", "")));
        String second = under("SEASON", series, 2);
        String first = under("SEASON", series, 1);
        String last = under("EPISODE", first, 10);
        String early = under("EPISODE", first, 9);
        under("EPISODE", second, 1);
        Response seasons = catalog.get("/v1/titles/" + series + "/seasons?limit=1");
        assertThat(seasons.jsonPath().getList("items.season.id")).containsExactly(first);
        assertThat(seasons.jsonPath().getList("items[0].episodes.id")).containsExactly(early, last);
        assertThat(seasons.jsonPath().getLong("items[0].episodesTotal")).isEqualTo(2);
        Response next =
                catalog.get(
                        "/v1/titles/%s/seasons?limit=1&cursor=%s"
                                .formatted(series, seasons.jsonPath().getString("next")));
        assertThat(next.jsonPath().getList("items.season.id")).containsExactly(second);
        assertThat(next.jsonPath().getString("next")).isNull();
        assertThat(catalog.ids("/v1/titles?parent=" + first)).containsExactly(early, last);
        assertThat(catalog.get("/v1/titles/" + first + "/seasons").statusCode()).isEqualTo(404);
    }

    @Test
    void a_title_is_seen_where_and_while_it_is_available() {
        String name = CatalogClient.word();
        String id = catalog.movie(name, ", \"genres\": [\"%s\"]".formatted(name));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        catalog.schedule(
                id,
                """
                [{"country": "ES", "from": "%1$s"}, {"country": "FR", "from": "%1$s", "until": "%2$s"},
                 {"country": "DE", "from": "%3$s"}]\
                """
                        .formatted(
                                now.minusSeconds(900), now.minusSeconds(9), now.plusSeconds(900)));
        assertThat(isSeen(id, name, "country=ES")).isTrue();
        assertThat(isSeen(id, name, "")).isTrue();
        assertThat(isSeen(id, name, "country=FR")).isFalse();
        assertThat(isSeen(id, name, "country=DE")).isFalse();
        assertThat(isSeen(id, name, "country=IT")).isFalse();
        assertThat(catalog.editing("/v1/titles/" + id).statusCode()).isEqualTo(200);
        catalog.schedule(id, "[{\"country\": \"ES\", \"from\": \"+99999-01-01T00:00:00Z\"}]");
        assertThat(isSeen(id, name, "")).isFalse();
    }

    /// By its id, in a listing and by search alike.
    private boolean isSeen(String id, String name, String where) {
        String path = "/v1/titles/" + id;
        boolean byId = catalog.get(where.isEmpty() ? path : path + "?" + where).statusCode() == 200;
        assertThat(catalog.ids("/v1/titles?genre=" + name + "&" + where).contains(id))
                .isEqualTo(byId);
        assertThat(catalog.ids("/v1/search?q=" + name + "&" + where).contains(id)).isEqualTo(byId);
        return byId;
    }

    @Test
    void pages_skip_nothing_and_double_nothing_in_any_order() {
        String genre = CatalogClient.word();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String more =
                    ", \"genres\": [\"%s\"]%s"
                            .formatted(genre, i % 3 == 0 ? "" : ", \"year\": 200" + i % 2);
            made.add(catalog.movie("The same name", more));
        }
        for (String sort : List.of("NAME", "YEAR", "PUBLISHED", "published")) {
            List<String> read =
                    catalog.pages("/v1/titles?limit=2&sort=%s&genre=%s".formatted(sort, genre));
            assertThat(read).as(sort).containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Test
    void facets_count_what_another_value_would_give() {
        String genre = CatalogClient.word();
        String more = ", \"genres\": [\"%s\", \"drama\"], \"year\": ".formatted(genre);
        catalog.movie("A", more + 1927);
        catalog.movie("B", more + 1931);
        catalog.published(
                catalog.draft("SERIES", null, null, CatalogClient.metadata("C", more + 1931)));
        Response page =
                catalog.get("/v1/titles?kind=movie&yearFrom=1930&yearTo=1940&genre=" + genre);
        assertThat(page.jsonPath().getList("items.name")).containsExactly("B");
        assertThat(page.jsonPath().getMap("facets.kinds"))
                .isEqualTo(Map.of("MOVIE", 1, "SERIES", 1));
        assertThat(page.jsonPath().getMap("facets.years")).isEqualTo(Map.of("1927", 1, "1931", 1));
        assertThat(page.jsonPath().getMap("facets.genres")).isEqualTo(Map.of(genre, 1, "drama", 1));
        assertThat(page.jsonPath().getMap("facets.countries")).isEqualTo(Map.of("*", 1));
    }

    @Test
    void a_token_from_the_future_gets_a_503_in_bounded_time() {
        Response behind =
                catalog.as(Roles.VIEWER)
                        .header("Consistency-Token", "content.title:1:999999999")
                        .get("/v1/titles");
        assertThat(behind.statusCode()).isEqualTo(503);
        assertThat(behind.header("Retry-After")).isEqualTo("1");
        assertThat(behind.jsonPath().getString("type")).isEqualTo("/problems/read-model-behind");
        assertThat(
                        catalog.get("/v1/titles?Consistency-Token=content.title:1:999999999")
                                .statusCode())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/titles?genres=drama",
                "/v1/titles?limit=0",
                "/v1/titles?limit=101",
                "/v1/titles?limit=ten",
                "/v1/titles?limit=1&limit=2",
                "/v1/titles?kind=FILM",
                "/v1/titles?kind=EPISODE",
                "/v1/titles?country=es",
                "/v1/titles?country=XX",
                "/v1/titles?yearFrom=2000&yearTo=1999",
                "/v1/titles?yearFrom=99999999999",
                "/v1/titles?parent=1",
                "/v1/titles?sort=SIZE",
                "/v1/titles?sort=NUMBER",
                "/v1/titles?standing=GONE",
                "/v1/titles?facets=maybe",
                "/v1/titles?cursor=abc",
                "/v1/titles?genre=%00",
                "/v1/titles?Consistency-Token=1",
                "/v1/titles/1",
                "/v1/titles/0197c9a4-7d1c-7a52-9c6e-3f0d3c1f2b11?language=en",
                "/v1/titles/0197c9a4-7d1c-7a52-9c6e-3f0d3c1f2b11/seasons?limit=21",
                "/v1/search",
                "/v1/search?q=",
                "/v1/search?q=!!!",
                "/v1/search?q=a&limit=51",
                "/v1/search?q=a&genre=drama",
            })
    void a_wrong_question_gets_a_problem_that_says_what_would_be_right(String path) {
        Response refused = catalog.as(Roles.VIEWER).urlEncodingEnabled(false).get(path);
        assertThat(refused.statusCode()).as(path + refused.asString()).isEqualTo(400);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.jsonPath().getString("errors[0].expected")).isNotBlank();
    }

    @Test
    void a_title_nobody_made_is_not_found() {
        assertThat(catalog.get("/v1/titles/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    private String under(String kind, String parent, int number) {
        return catalog.published(
                catalog.draft(kind, parent, number, CatalogClient.metadata(kind + number, "")));
    }
}
