package dev.cinestream.user.web;

import static dev.cinestream.user.web.HouseholdClient.profile;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.ProfileClaims;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A child with a device in its hands sees no more than it should, and does not get out (CS-1).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class PinBypassIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final String PIN = "2580";
    private static final String ADAS_PIN = "13579";
    private static final String WRONG = "0000";
    private static final Map<String, Object> MIA = profile("Mia", 6, true);

    /// A feed does not end; what it tells is tested with the catalog. What a profile itself said of a title is its own.
    private static final Set<String> OTHERS =
            Set.of("/v1/titles/changes", "/v1/titles/{id}/opinion");

    private static final List<String> CATALOG = List.of("/v1/titles", "/v1/search", "/v1/my-list");

    @Inject MockMailbox mailbox;
    @Inject TokenVerification verification;
    private HouseholdClient device;
    private String ada;
    private String mia;

    @BeforeEach
    void a_child_watches() {
        device = new HouseholdClient(mailbox);
        ada = device.first();
        assertThat(device.setHouseholdPin(PIN).statusCode()).isEqualTo(204);
        mia = device.created(MIA, PIN);
        assertThat(device.choose(mia, null).statusCode()).isEqualTo(200);
    }

    @Test
    void no_question_about_the_catalog_shows_what_is_for_adults() {
        String word = "zx" + Uuid7.next().toString().replace("-", "");
        String id = forAdults(word);

        var softly = new SoftAssertions();
        catalog()
                .flatMap(path -> questions(path, id, word))
                .forEach(question -> {
                    Response answer = device.get(question);
                    softly.assertThat(answer.asString()).as(question).doesNotContain(word);
                    softly.assertThat(answer.statusCode()).as(question).isLessThan(500);
                    if (answer.statusCode() == 200) {
                        softly.assertThat(answer.asString()).as(question).doesNotContain(id);
                    }
                });
        softly.assertThat(catalog()).hasSizeGreaterThanOrEqualTo(4);
        softly.assertThat(device.get("/v1/titles/" + id).statusCode()).isEqualTo(404);
        softly.assertAll();

        device.choose(ada, PIN);
        assertThat(device.get("/v1/titles/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_for_adults_is_neither_rated_nor_listed() {
        String id = forAdults("zx" + Uuid7.next().toString().replace("-", ""));

        assertThat(
                        device.sending(Map.of("rating", 10))
                                .put("/v1/titles/" + id + "/opinion/rating")
                                .statusCode())
                .isEqualTo(404);
        assertThat(device.as().put("/v1/my-list/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void what_was_listed_before_a_limit_is_left_out() {
        String word = "zx" + Uuid7.next().toString().replace("-", "");
        String id = forAdults(word);
        String max = device.created(profile("Max", 21, false), PIN);
        device.choose(max, PIN);
        assertThat(device.as().put("/v1/my-list/" + id).statusCode()).isEqualTo(204);

        device.change(max, profile("Max", 12, false), PIN);
        device.refreshed();

        assertThat(device.get("/v1/my-list").asString()).doesNotContain(word);
    }

    @Test
    void to_refresh_is_to_stay() {
        assertThat(device.refreshed().<String>path("profile")).isEqualTo(mia);
        assertThat(device.claims().getInteger(ProfileClaims.MATURITY_LIMIT)).isEqualTo(6);
    }

    @Test
    void nobody_leaves_without_the_pin() {
        String other = device.created(profile("Max", 12, false), PIN);

        for (String wanted : List.of(ada, other)) {
            refused(device.choose(wanted, null), "household-pin-required");
            refused(device.choose(wanted, WRONG), "wrong-pin");
        }
        assertThat(device.refreshed().<String>path("profile")).isEqualTo(mia);

        assertThat(device.choose(ada, PIN).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_of_before_does_not_open_the_door() {
        device.choose(ada, PIN);
        RequestSpecification before = device.sending(Map.of("profile", ada));
        device.choose(mia, null);

        refused(before.post("/v1/sessions/current/profile"), "household-pin-required");
    }

    @Test
    void a_locked_profile_is_entered_with_its_own_pin_only() {
        device.lock(ada, ADAS_PIN, PIN);

        refused(device.choose(ada, null), "profile-pin-required");
        refused(device.choose(ada, PIN), "wrong-pin");
        assertThat(device.choose(ada, ADAS_PIN).statusCode()).isEqualTo(200);
    }

    @Test
    void a_locked_profile_is_not_entered_from_any_other() {
        String max = device.created(profile("Max", 16, false), PIN);
        device.lock(ada, ADAS_PIN, PIN);
        device.choose(max, PIN);

        refused(device.choose(ada, null), "profile-pin-required");
        device.continuing(device.logIn());
        refused(device.choose(ada, null), "profile-pin-required");
        assertThat(device.choose(ada, ADAS_PIN).statusCode()).isEqualTo(200);
    }

    @Test
    void a_child_does_not_make_itself_older() {
        refused(device.change(mia, profile("Mia", 12, true), null), "household-pin-required");
        refused(device.change(mia, profile("Mia", 6, false), null), "household-pin-required");
        refused(device.change(mia, profile("Mia", 21, false), WRONG), "wrong-pin");
        refused(device.change(ada, profile("Ada", 6, true), null), "household-pin-required");
    }

    @Test
    void a_child_may_change_its_own_name_and_nobody_elses() {
        assertThat(device.change(mia, profile("Princess Mia", 6, true), null).statusCode())
                .isEqualTo(204);
        refused(device.change(ada, profile("Witch", 21, false), null), "household-pin-required");
    }

    @Test
    void a_child_makes_and_deletes_no_profile() {
        refused(device.create(profile("Grown up", 21, false), null), "household-pin-required");
        refused(device.create(profile("Grown up", 21, false), WRONG), "wrong-pin");
        refused(device.delete(mia, null), "household-pin-required");
        refused(device.delete(ada, null), "household-pin-required");
    }

    @Test
    void a_child_changes_no_pin_and_no_country() {
        refused(device.lock(mia, WRONG, null), "household-pin-required");
        refused(device.unlock(ada, null), "household-pin-required");
        refused(device.setCountry("FR", null), "household-pin-required");
        var guess = Map.of("password", "a guess", "pin", WRONG);
        assertThat(device.sending(guess).put("/v1/household/pin").statusCode()).isEqualTo(422);
        assertThat(
                        device.sending(Map.of("password", "a guess"))
                                .post("/v1/household/pin/removal")
                                .statusCode())
                .isEqualTo(422);
    }

    @Test
    void while_there_are_children_the_pin_stays() {
        Response removal =
                device.sending(Map.of("password", HouseholdClient.PASSWORD))
                        .post("/v1/household/pin/removal");

        assertThat(removal.statusCode()).isEqualTo(409);
        assertThat(removal.<String>path("type")).endsWith("household-pin-in-use");
    }

    @Test
    void who_watches_as_a_profile_that_is_gone_is_still_a_child() {
        assertThat(device.delete(mia, PIN).statusCode()).isEqualTo(204);

        assertThat(device.refreshed().<String>path("profile")).isNull();
        assertThat(device.claims().getInteger(ProfileClaims.MATURITY_LIMIT)).isZero();
        refused(device.choose(ada, null), "household-pin-required");
        assertThat(device.choose(ada, PIN).statusCode()).isEqualTo(200);
    }

    @Test
    void who_guesses_has_to_wait_even_with_the_right_pin() {
        await().atMost(AT_MOST).until(() -> waitAfter(device.choose(ada, WRONG)) >= 3);

        Response right = device.choose(ada, PIN);

        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(right.header("Retry-After"))).isPositive();
        assertThat(device.change(mia, profile("Mia", 12, true), PIN).statusCode()).isEqualTo(429);
    }

    @Test
    void many_guesses_at_once_are_no_more_than_one_after_another() {
        List<Integer> answers =
                IntStream.range(0, 40)
                        .parallel()
                        .mapToObj(_ -> device.choose(ada, WRONG).statusCode())
                        .toList();

        assertThat(answers).filteredOn(status -> status == 403).hasSizeLessThanOrEqualTo(8);
        assertThat(answers).containsOnly(403, 429);
    }

    @Test
    void to_know_ones_own_pin_gives_no_more_guesses_at_anothers() {
        String max = device.created(profile("Max", 16, false), PIN);
        device.lock(max, ADAS_PIN, PIN);
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            device.choose(max, ADAS_PIN);
            device.choose(mia, null);
            answers.add(device.choose(ada, WRONG).statusCode());
        }

        assertThat(answers).filteredOn(status -> status == 403).hasSizeLessThanOrEqualTo(9);
    }

    /// Seconds; 0 when it was not refused for that.
    private static int waitAfter(Response answer) {
        return answer.statusCode() == 429 ? Integer.parseInt(answer.header("Retry-After")) : 0;
    }

    /// All that is asked of the catalog without changing it, as the API's description has it.
    private static Stream<String> catalog() {
        Map<String, Map<String, ?>> paths =
                given().queryParam("format", "json").get("/q/openapi").path("paths");
        return paths.entrySet().stream()
                .filter(path -> path.getValue().containsKey("get"))
                .map(Map.Entry::getKey)
                .filter(path -> CATALOG.stream().anyMatch(path::startsWith))
                .filter(path -> !OTHERS.contains(path));
    }

    private static Stream<String> questions(String path, String id, String word) {
        String filled = path.replaceAll("\\{[^}]*}", id);
        return Stream.of(
                filled,
                filled + "?country=ES",
                filled + "?q=" + word,
                filled + "?genre=" + word,
                filled + "?genre=" + word + "&kind=movie&sort=PUBLISHED",
                filled + "?parent=" + id,
                filled + "?standing=PUBLISHED&genre=" + word);
    }

    private String forAdults(String word) {
        String token =
                verification
                        .developmentTokens()
                        .orElseThrow()
                        .issue("editor", Set.of(Roles.EDITOR), Duration.ofMinutes(5));
        String body =
                """
                {"kind": "MOVIE", "metadata": {"texts": {"en": {"name": "%1$s"}}, "originalLanguage": "en",
                 "genres": ["%1$s"], "ageRating": {"system": "FSK", "value": "18", "minimumAge": 18}}}\
                """
                        .formatted(word);
        Response made =
                given().auth()
                        .oauth2(token)
                        .contentType("application/json")
                        .header("Idempotency-Key", Uuid7.next().toString())
                        .body(body)
                        .post("/v1/titles");
        String id = made.header("Location").replaceFirst(".*/", "");
        given().auth().oauth2(token).post("/v1/titles/" + id + "/publish");
        await().atMost(AT_MOST)
                .until(() ->
                        "PUBLISHED"
                                .equals(
                                        given().auth()
                                                .oauth2(token)
                                                .get("/v1/titles/" + id)
                                                .path("standing")));
        return id;
    }

    private static void refused(Response answer, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(403);
        assertThat(answer.<String>path("type")).endsWith(code);
    }
}
