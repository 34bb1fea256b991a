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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A profile's list, over HTTP (CS-2).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class MyListIT {

    private static final String LIST = "/v1/my-list";

    @Inject TokenVerification verification;
    private CatalogClient catalog;
    private Watchers watchers;
    private String one = "";
    private String two = "";
    private String three = "";

    private final Watcher vera = Watcher.any();

    @BeforeEach
    void three_titles_on_the_list() {
        catalog = new CatalogClient(verification.developmentTokens().orElseThrow());
        watchers = new Watchers(verification.developmentTokens().orElseThrow());
        one = catalog.movie("One", "");
        two = catalog.movie("Two", "");
        three = catalog.movie("Three", "");
        catalog.get("/v1/titles/" + three);
        for (String title : List.of(one, two, three)) {
            done(watchers.put(vera, LIST + "/" + title));
        }
    }

    @Test
    void titles_stand_in_the_order_added_with_what_the_catalog_says_of_them() {
        done(watchers.put(vera, LIST + "/" + one));

        Response list = list("");
        assertThat(list.<List<String>>path("items.name")).containsExactly("One", "Two", "Three");
        assertThat(list.<Integer>path("total")).isEqualTo(3);
    }

    @Test
    void titles_move_and_go() {
        done(watchers.post(vera, LIST + "/" + three + "/move", "{\"before\": \"" + one + "\"}"));
        assertThat(ids("")).containsExactly(three, one, two);
        done(watchers.post(vera, LIST + "/" + three + "/move", "{}"));
        assertThat(ids("")).containsExactly(one, two, three);
        done(watchers.delete(vera, LIST + "/" + two));
        assertThat(ids("")).containsExactly(one, three);
    }

    @Test
    void a_page_goes_on_after_the_one_before_even_when_that_is_where_one_is_taken_off() {
        Response first = list("?limit=2");
        assertThat(first.<List<String>>path("items.id")).containsExactly(one, two);
        String next = "?limit=2&cursor=" + first.path("next");
        assertThat(ids(next)).containsExactly(three);
        done(watchers.delete(vera, LIST + "/" + two));
        assertThat(ids(next)).containsExactly(three);
    }

    @Test
    void a_title_that_is_not_seen_any_more_is_left_out_and_not_lost() {
        catalog.withdraw(two);
        catalog.get("/v1/titles/" + two);
        assertThat(ids("")).containsExactly(one, three);
        assertThat(list("").<Integer>path("total")).isEqualTo(3);

        done(
                catalog.as("editor")
                        .contentType("application/json")
                        .post("/v1/titles/" + two + "/reinstate"));
        catalog.published(two);
        catalog.get("/v1/titles/" + two);
        assertThat(ids("")).containsExactly(one, two, three);
    }

    @Test
    void what_is_not_seen_is_not_put_on_the_list() {
        String draft = catalog.draft("MOVIE", null, null, CatalogClient.metadata("Draft", ""));
        catalog.editing("/v1/titles/" + draft);
        assertThat(watchers.put(vera, LIST + "/" + draft).statusCode()).isEqualTo(404);
    }

    @Test
    void each_profile_has_a_list_of_its_own() {
        Watcher child = new Watcher(vera.account(), UUID.randomUUID());
        Watcher stranger = Watcher.any();
        assertThat(watchers.get(child, LIST).<List<?>>path("items")).isEmpty();
        assertThat(watchers.get(stranger, LIST).<List<?>>path("items")).isEmpty();
        done(watchers.delete(stranger, LIST + "/" + one));
        assertThat(ids("")).containsExactly(one, two, three);
    }

    private List<String> ids(String query) {
        return list(query).path("items.id");
    }

    private Response list(String query) {
        Response answer = watchers.get(vera, LIST + query);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }
}
