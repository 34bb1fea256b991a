package dev.cinestream.content.web;

import static dev.cinestream.content.web.Watchers.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.content.web.Watchers.Watcher;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What profiles think of titles, over HTTP (CS-2).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class OpinionsIT {

    @Inject TokenVerification verification;
    private CatalogClient catalog;
    private Watchers watchers;

    private final Watcher vera = Watcher.any();
    private final Watcher viktor = Watcher.any();
    private final Watcher veit = Watcher.any();

    @BeforeEach
    void clients() {
        catalog = new CatalogClient(verification.developmentTokens().orElseThrow());
        watchers = new Watchers(verification.developmentTokens().orElseThrow());
    }

    @Test
    void ratings_are_counted_changed_and_taken_back() {
        String title = movie();
        done(watchers.rate(vera, title, 7));
        done(watchers.rate(viktor, title, 8));
        done(watchers.rate(veit, title, 10));
        Response three = ratings(title);
        assertThat(three.<Integer>path("ratings")).isEqualTo(3);
        assertThat(three.<Number>path("average")).hasToString("8.33");
        assertThat(three.<Number>path("weighted")).hasToString("6.74"); // 155 / 23
        assertThat(three.<Integer>path("histogram.'7'")).isOne();

        done(watchers.rate(vera, title, 9));
        done(watchers.rate(vera, title, 9));
        done(watchers.delete(veit, "/v1/titles/" + title + "/opinion/rating"));
        Response two = ratings(title);
        assertThat(two.<Integer>path("ratings")).isEqualTo(2);
        assertThat(two.<Number>path("average")).hasToString("8.5");
        assertThat(two.<Integer>path("histogram.'7'")).isZero();
        assertThat(two.<Integer>path("histogram.'9'")).isOne();
    }

    @Test
    void a_title_that_nobody_rated_has_no_average() {
        Response none = ratings(movie());
        assertThat(none.<Integer>path("ratings")).isZero();
        assertThat(none.<Object>path("average")).isNull();
        assertThat(none.<Number>path("weighted")).hasToString("6.5");
    }

    @Test
    void only_a_title_that_the_viewer_sees_is_rated_and_reviewed() {
        String draft =
                catalog.draft(
                        "MOVIE", null, null, CatalogClient.metadata(CatalogClient.word(), ""));
        catalog.editing("/v1/titles/" + draft);
        assertThat(watchers.rate(vera, draft, 7).statusCode()).isEqualTo(404);
        assertThat(watchers.review(vera, draft, "en", "Lovely.").statusCode()).isEqualTo(404);
        String elsewhere = movie();
        catalog.schedule(elsewhere, "[{\"country\": \"JP\", \"from\": \"2020-01-01T00:00:00Z\"}]");
        catalog.get("/v1/titles/" + elsewhere);
        Response notHere =
                watchers.put(
                        vera,
                        "/v1/titles/" + elsewhere + "/opinion/rating?country=ES",
                        "{\"rating\": 7}");
        assertThat(notHere.statusCode()).isEqualTo(404);
    }

    @Test
    void a_child_does_not_rate_list_or_read_about_what_is_for_older_ones() {
        String title = movie(); // for those of twelve years and more
        Watcher child = new Watcher(vera.account(), UUID.randomUUID(), 6);
        done(watchers.review(vera, title, "en", "Lovely."));
        String review = "/v1/reviews/" + watchers.reviewId(vera, title);

        assertThat(watchers.rate(child, title, 10).statusCode()).isEqualTo(404);
        assertThat(watchers.review(child, title, "en", "x").statusCode()).isEqualTo(404);
        assertThat(watchers.put(child, "/v1/my-list/" + title).statusCode()).isEqualTo(404);
        assertThat(watchers.put(child, review + "/helpful").statusCode()).isEqualTo(404);
        for (String what : List.of("ratings", "reviews")) {
            assertThat(watchers.get(child, "/v1/titles/" + title + "/" + what).statusCode())
                    .as(what)
                    .isEqualTo(404);
        }
        done(watchers.rate(vera, title, 10));
        assertThat(
                        watchers.get(child, "/v1/titles/top-rated?limit=100")
                                .<List<String>>path("items.id"))
                .doesNotContain(title);
    }

    @Test
    void a_withdrawn_title_keeps_its_ratings_and_they_can_be_taken_back() {
        String title = movie();
        done(watchers.rate(vera, title, 7));
        done(watchers.rate(viktor, title, 8));
        catalog.withdraw(title);
        assertThat(catalog.get("/v1/titles/" + title).statusCode()).isEqualTo(404);

        assertThat(watchers.get(vera, "/v1/titles/" + title + "/ratings").statusCode())
                .isEqualTo(404);
        assertThat(watchers.rate(vera, title, 9).statusCode()).isEqualTo(404);
        assertThat(catalog.editing("/v1/titles/" + title + "/ratings").<Integer>path("ratings"))
                .isEqualTo(2);
        done(watchers.delete(vera, "/v1/titles/" + title + "/opinion/rating"));
    }

    @Test
    void each_profile_of_an_account_has_an_opinion_of_its_own_and_so_has_the_account() {
        String title = movie();
        Watcher child = new Watcher(vera.account(), UUID.randomUUID());
        Watcher nobodyChosen = new Watcher(vera.account(), null);
        done(watchers.rate(vera, title, 3));
        done(watchers.rate(child, title, 10));
        done(watchers.rate(nobodyChosen, title, 6));

        assertThat(opinion(vera, title).<Integer>path("rating")).isEqualTo(3);
        assertThat(opinion(child, title).<Integer>path("rating")).isEqualTo(10);
        assertThat(opinion(nobodyChosen, title).<Integer>path("rating")).isEqualTo(6);
        assertThat(ratings(title).<Integer>path("ratings")).isEqualTo(3);
    }

    @Test
    void nobody_reads_or_changes_what_another_profile_said() {
        String title = movie();
        done(watchers.rate(vera, title, 3));
        done(watchers.review(vera, title, "en", "Too long."));

        Response strangers = opinion(viktor, title);
        assertThat(strangers.<Object>path("rating")).isNull();
        assertThat(strangers.<Object>path("review")).isNull();
        done(watchers.delete(viktor, "/v1/titles/" + title + "/opinion/rating"));
        done(watchers.delete(viktor, "/v1/titles/" + title + "/opinion/review"));
        assertThat(opinion(vera, title).<Integer>path("rating")).isEqualTo(3);
        assertThat(opinion(vera, title).<String>path("review.text")).isEqualTo("Too long.");
        Response listed = watchers.get(viktor, "/v1/titles/" + title + "/reviews");
        assertThat(listed.asString())
                .doesNotContain(vera.account().toString(), String.valueOf(vera.profile()));
        assertThat(listed.<List<Boolean>>path("items.mine")).containsExactly(false);
    }

    @Test
    void a_profile_finds_all_it_said_the_latest_first() {
        String rated = movie();
        String reviewed = movie();
        String takenBack = movie();
        done(watchers.rate(vera, rated, 3));
        done(watchers.rate(vera, takenBack, 3));
        done(watchers.review(vera, reviewed, "en", "Too long."));
        done(watchers.delete(vera, "/v1/titles/" + takenBack + "/opinion/rating"));

        Response all = watchers.get(vera, "/v1/opinions");
        assertThat(all.<List<String>>path("items.title")).containsExactly(reviewed, rated);
        assertThat(all.<String>path("items[0].review.text")).isEqualTo("Too long.");
        assertThat(all.<Integer>path("items[1].rating")).isEqualTo(3);
        assertThat(all.<String>path("items[1].summary.id")).isEqualTo(rated);
        String next = watchers.get(vera, "/v1/opinions?limit=1").path("next");
        assertThat(
                        watchers.get(vera, "/v1/opinions?cursor=" + next)
                                .<List<String>>path("items.title"))
                .containsExactly(rated);
        assertThat(watchers.get(viktor, "/v1/opinions").<List<?>>path("items")).isEmpty();
    }

    @Test
    void a_stale_change_is_refused() {
        String title = movie();
        done(watchers.rate(vera, title, 3));
        String tag = opinion(vera, title).header("ETag");
        done(watchers.rate(vera, title, 4));

        assertThat(watchers.rateIfMatch(vera, title, 5, tag).statusCode()).isEqualTo(412);
        assertThat(opinion(vera, title).<Integer>path("rating")).isEqualTo(4);
    }

    @Test
    void reviews_are_listed_newest_first_page_by_page_and_by_language() {
        String title = movie();
        done(watchers.review(vera, title, "en", "First."));
        done(watchers.review(viktor, title, "pt-BR", "Segundo."));
        done(watchers.review(veit, title, "en", "Third."));

        assertThat(texts(title, "")).containsExactly("Third.", "Segundo.", "First.");
        assertThat(texts(title, "&language=pt")).containsExactly("Segundo.");
        assertThat(texts(title, "&language=en")).containsExactly("Third.", "First.");
        assertThat(paged(title, "NEWEST")).containsExactly("Third.", "Segundo.", "First.");
        done(watchers.review(vera, title, "en", "First, again."));
        assertThat(texts(title, "&language=en")).containsExactly("First, again.", "Third.");
        done(watchers.delete(veit, "/v1/titles/" + title + "/opinion/review"));
        assertThat(texts(title, "&language=en")).containsExactly("First, again.");
    }

    @Test
    void what_helps_most_comes_first_when_asked_for_and_a_profile_counts_once() {
        String title = movie();
        done(watchers.review(vera, title, "en", "First."));
        done(watchers.review(viktor, title, "en", "Second."));
        String first = "/v1/reviews/" + watchers.reviewId(vera, title) + "/helpful";
        done(watchers.put(veit, first));
        done(watchers.put(veit, first));
        done(watchers.put(viktor, first));

        assertThat(texts(title, "&sort=HELPFUL")).containsExactly("First.", "Second.");
        assertThat(paged(title, "HELPFUL")).containsExactly("First.", "Second.");
        Response seen = watchers.get(veit, "/v1/titles/" + title + "/reviews?sort=HELPFUL");
        assertThat(seen.<List<Integer>>path("items.helpful")).containsExactly(2, 0);
        assertThat(seen.<List<Boolean>>path("items.foundHelpful")).containsExactly(true, false);
        done(watchers.delete(veit, first));
        done(watchers.delete(viktor, first));
        assertThat(
                        watchers.get(veit, "/v1/titles/" + title + "/reviews?sort=HELPFUL")
                                .<List<Integer>>path("items.helpful"))
                .containsExactly(0, 0);
        assertThat(watchers.put(vera, first).<String>path("type")).endsWith("/own-review");
    }

    @Test
    void a_review_of_a_title_that_is_not_seen_is_not_there() {
        String title = movie();
        done(watchers.review(vera, title, "en", "Lovely."));
        String review = "/v1/reviews/" + watchers.reviewId(vera, title);
        catalog.withdraw(title);
        catalog.get("/v1/titles/" + title);

        assertThat(watchers.put(viktor, review + "/helpful").<String>path("type"))
                .endsWith("/no-such-review");
        assertThat(watchers.put(viktor, review + "/report", "{\"reason\": \"SPAM\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_viewers_rate_best_is_listed_by_genre() {
        String genre = CatalogClient.word();
        String more = ", \"genres\": [\"%s\"]".formatted(genre);
        String good = catalog.movie(CatalogClient.word(), more);
        String best = catalog.movie(CatalogClient.word(), more);
        String bad = catalog.movie(CatalogClient.word(), more);
        String unrated = catalog.movie(CatalogClient.word(), more);
        catalog.get("/v1/titles/" + unrated);
        done(watchers.rate(vera, good, 8));
        done(watchers.rate(vera, best, 9));
        done(watchers.rate(viktor, best, 9));
        done(watchers.rate(viktor, bad, 1));

        String top = "/v1/titles/top-rated?genre=" + genre;
        assertThat(watchers.get(vera, top).<List<String>>path("items.id"))
                .containsExactly(best, good, bad);
        Response first = watchers.get(vera, top + "&limit=2");
        Response second = watchers.get(vera, top + "&limit=2&cursor=" + first.path("next"));
        assertThat(first.<List<String>>path("items.id")).containsExactly(best, good);
        assertThat(second.<List<String>>path("items.id")).containsExactly(bad);
        assertThat(second.<Object>path("next")).isNull();
    }

    private String movie() {
        String id = catalog.movie(CatalogClient.word(), "");
        assertThat(catalog.get("/v1/titles/" + id).statusCode()).isEqualTo(200);
        return id;
    }

    private Response ratings(String title) {
        Response answer = watchers.get(vera, "/v1/titles/" + title + "/ratings");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    private Response opinion(Watcher who, String title) {
        return watchers.get(who, "/v1/titles/" + title + "/opinion");
    }

    private List<String> texts(String title, String more) {
        Response page = watchers.get(vera, "/v1/titles/" + title + "/reviews?limit=10" + more);
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
        return page.path("items.text");
    }

    private List<String> paged(String title, String sort) {
        String path = "/v1/titles/" + title + "/reviews?limit=1&sort=" + sort;
        List<String> texts = new ArrayList<>();
        String next = "";
        while (next != null) {
            Response page = watchers.get(vera, path + (next.isEmpty() ? "" : "&cursor=" + next));
            texts.addAll(page.path("items.text"));
            next = page.path("next");
        }
        return texts;
    }
}
