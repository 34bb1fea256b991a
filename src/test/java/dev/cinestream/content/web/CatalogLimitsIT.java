package dev.cinestream.content.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.content.web.ChangesFeed.Sent;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.DevelopmentTokens;
import dev.cinestream.platform.identity.ProfileClaims;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever is asked of the catalog, a viewer's maturity limit and country hold (CS-1, CS-2).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class CatalogLimitsIT {

    private static final String OPEN_IN =
            "[{\"country\": \"%s\", \"from\": \"2020-01-01T00:00:00Z\"}]";

    @TestHTTPResource URI server;
    @Inject TokenVerification verification;
    private CatalogClient catalog;
    private final String word = CatalogClient.word();

    @BeforeEach
    void client() {
        catalog = new CatalogClient(tokens());
    }

    private DevelopmentTokens tokens() {
        return verification.developmentTokens().orElseThrow();
    }

    @Test
    void a_title_for_older_ones_is_not_there_however_it_is_asked_for() {
        String forSix = rated("MOVIE", null, null, 6);
        String forTwelve = rated("MOVIE", null, null, 12);
        String forAdults = rated("MOVIE", null, null, 18);
        limit(12);

        for (String path : List.of("/v1/titles?genre=", "/v1/search?q=")) {
            assertThat(catalog.ids(path + word))
                    .as(path)
                    .containsExactlyInAnyOrder(forSix, forTwelve);
        }
        assertThat(catalog.get("/v1/titles/" + forTwelve).statusCode()).isEqualTo(200);
        assertThat(catalog.get("/v1/titles/" + forAdults).statusCode()).isEqualTo(404);
        Response page = catalog.get("/v1/titles?genre=" + word);
        assertThat(page.jsonPath().getInt("facets.kinds.MOVIE")).isEqualTo(2);
        assertThat(page.jsonPath().getInt("facets.genres." + word)).isEqualTo(2);
        assertThat(page.jsonPath().getInt("facets.countries.'*'")).isEqualTo(2);
    }

    @Test
    void what_lies_under_a_title_for_older_ones_is_not_there() {
        String series = rated("SERIES", null, null, 18);
        String season = rated("SEASON", series, 1, 6);
        String episode = rated("EPISODE", season, 1, 6);
        limit(12);

        for (String id : List.of(series, season, episode)) {
            assertThat(catalog.get("/v1/titles/" + id).statusCode()).isEqualTo(404);
        }
        assertThat(catalog.get("/v1/titles/" + series + "/seasons").statusCode()).isEqualTo(404);
        assertThat(catalog.ids("/v1/titles?parent=" + series)).isEmpty();
        assertThat(catalog.ids("/v1/titles?parent=" + season)).isEmpty();
        assertThat(catalog.ids("/v1/search?kind=episode&q=" + word)).isEmpty();
    }

    @Test
    void of_a_series_the_episodes_for_older_ones_are_left_out() {
        String series = rated("SERIES", null, null, 6);
        String season = rated("SEASON", series, 1, 6);
        String early = rated("EPISODE", season, 1, 6);
        String late = rated("EPISODE", season, 2, 16);
        rated("SEASON", series, 2, 16);
        limit(12);

        Response seasons = catalog.get("/v1/titles/" + series + "/seasons");
        assertThat(seasons.jsonPath().getList("items.season.id")).containsExactly(season);
        assertThat(seasons.jsonPath().getList("items[0].episodes.id")).containsExactly(early);
        assertThat(seasons.jsonPath().getLong("items[0].episodesTotal")).isEqualTo(1);
        assertThat(catalog.ids("/v1/titles?parent=" + season)).containsExactly(early);
        assertThat(catalog.get("/v1/titles/" + late).statusCode()).isEqualTo(404);
    }

    @Test
    void a_rating_that_rises_hides_the_title() {
        String id = rated("MOVIE", null, null, 6);
        limit(12);
        assertThat(catalog.get("/v1/titles/" + id).statusCode()).isEqualTo(200);

        catalog.revise(id, CatalogClient.metadata(word, 16, genre()));

        assertThat(catalog.get("/v1/titles/" + id).statusCode()).isEqualTo(404);
        assertThat(catalog.ids("/v1/titles?genre=" + word)).isEmpty();
    }

    @Test
    void who_may_see_all_is_limited_by_nothing() {
        String forAdults = rated("MOVIE", null, null, 21);
        limit(ProfileClaims.NO_LIMIT);

        assertThat(catalog.ids("/v1/titles?genre=" + word)).containsExactly(forAdults);
    }

    @Test
    void a_limit_that_cannot_be_read_lets_see_what_is_for_everybody() {
        String forEverybody = rated("MOVIE", null, null, 0);
        rated("MOVIE", null, null, 6);
        catalog.viewersClaim(ProfileClaims.MATURITY_LIMIT, "grown up");

        assertThat(catalog.ids("/v1/titles?genre=" + word)).containsExactly(forEverybody);
    }

    @Test
    void an_editors_token_with_a_limit_is_limited_too() {
        String forAdults = rated("MOVIE", null, null, 18);
        catalog.get("/v1/titles/" + forAdults);
        String token =
                tokens().issue(
                                "an editor's child",
                                Set.of(Roles.EDITOR),
                                Duration.ofMinutes(5),
                                Map.of(ProfileClaims.MATURITY_LIMIT, 6));

        for (String path : List.of("/v1/titles?genre=" + word, "/v1/search?q=" + word)) {
            Response page = given().auth().oauth2(token).get(path);
            assertThat(page.jsonPath().getList("items")).as(path).isEmpty();
        }
        assertThat(given().auth().oauth2(token).get("/v1/titles/" + forAdults).statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_country_is_the_tokens_and_no_other_may_be_asked_for() {
        String spanish = rated("MOVIE", null, null, 6);
        String french = rated("MOVIE", null, null, 6);
        String everywhere = rated("MOVIE", null, null, 6);
        catalog.schedule(spanish, OPEN_IN.formatted("ES"));
        catalog.schedule(french, OPEN_IN.formatted("FR"));
        catalog.viewersClaim(ProfileClaims.COUNTRY, "ES");

        for (String path : List.of("/v1/titles?genre=", "/v1/search?q=")) {
            assertThat(catalog.ids(path + word))
                    .as(path)
                    .containsExactlyInAnyOrder(spanish, everywhere);
            assertThat(catalog.ids(path + word + "&country=ES")).hasSize(2);
            Response other = catalog.get(path + word + "&country=FR");
            assertThat(other.statusCode()).as(path).isEqualTo(403);
            assertThat(other.<String>path("type")).endsWith("other-country");
        }
        assertThat(catalog.get("/v1/titles/" + french).statusCode()).isEqualTo(404);
        assertThat(catalog.get("/v1/titles/" + french + "?country=FR").statusCode()).isEqualTo(403);
        assertThat(catalog.get("/v1/titles/" + spanish + "/seasons?country=FR").statusCode())
                .isEqualTo(403);
        assertThat(
                        catalog.get("/v1/titles?genre=" + word)
                                .jsonPath()
                                .<String, Integer>getMap("facets.countries"))
                .isEqualTo(Map.of("ES", 1, "*", 1));
    }

    @Test
    void nowhere_only_what_is_available_everywhere_is_there() {
        String spanish = rated("MOVIE", null, null, 6);
        String everywhere = rated("MOVIE", null, null, 6);
        catalog.schedule(spanish, OPEN_IN.formatted("ES"));
        catalog.viewersClaim(ProfileClaims.COUNTRY, ProfileClaims.NOWHERE);

        assertThat(catalog.ids("/v1/titles?genre=" + word)).containsExactly(everywhere);
        assertThat(catalog.get("/v1/titles?country=ES").statusCode()).isEqualTo(403);
    }

    @Test
    void the_feed_tells_a_child_nothing_of_what_is_for_older_ones_or_for_others()
            throws IOException {
        UUID forAdults = Uuid7.next();
        UUID foreign = Uuid7.next();
        UUID forChildren = Uuid7.next();
        String token =
                tokens().issue(
                                "a child",
                                Set.of(Roles.VIEWER),
                                Duration.ofMinutes(5),
                                Map.of(
                                        ProfileClaims.MATURITY_LIMIT,
                                        6,
                                        ProfileClaims.COUNTRY,
                                        "ES"));
        try (var feed = new ChangesFeed(server, token, null)) {
            feed.next();
            new TitleLines(server, verification)
                    .imported(
                            Roles.EDITOR,
                            List.of(
                                    line(forAdults, 18, "[]"),
                                    line(foreign, 0, OPEN_IN.formatted("FR")),
                                    line(forChildren, 6, OPEN_IN.formatted("ES"))));
            List<Sent> told = feed.changesOf(Set.of(forAdults, foreign, forChildren), 1);
            assertThat(told).extracting(Sent::title).containsExactly(forChildren);
        }
    }

    @Test
    void viewers_do_not_export() {
        limit(6);
        assertThat(catalog.get("/v1/titles/export").statusCode()).isEqualTo(403);
    }

    private void limit(int years) {
        catalog.viewersClaim(ProfileClaims.MATURITY_LIMIT, years);
    }

    private String rated(
            String kind, @Nullable String parent, @Nullable Integer number, int minimumAge) {
        return catalog.published(
                catalog.draft(
                        kind, parent, number, CatalogClient.metadata(word, minimumAge, genre())));
    }

    private String genre() {
        return ", \"genres\": [\"%s\"]".formatted(word);
    }

    private static String line(UUID id, int minimumAge, String windows) {
        return """
        {"id":"%s","kind":"MOVIE","metadata":%s,"availability":%s,"publish":true}\
        """
                .formatted(
                        id,
                        CatalogClient.metadata("A movie", minimumAge, "").replace("\n", ""),
                        windows);
    }
}
