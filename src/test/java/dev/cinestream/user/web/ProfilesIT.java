package dev.cinestream.user.web;

import static dev.cinestream.user.web.HouseholdClient.profile;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.ProfileClaims;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Viewer profiles over HTTP (CS-1).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ProfilesIT {

    private static final String PIN = "2580";

    @Inject MockMailbox mailbox;
    private HouseholdClient home;

    @BeforeEach
    void a_confirmed_account() {
        home = new HouseholdClient(mailbox);
    }

    @Test
    void a_confirmed_account_has_a_profile_that_need_not_be_chosen() {
        Response profiles = home.get("/v1/profiles");

        assertThat(profiles.<List<Integer>>path("items.maturityLimit")).containsExactly(21);
        assertThat(profiles.<List<Boolean>>path("items.current")).containsExactly(true);
        assertThat(profiles.<String>path("items[0].name")).startsWith("ada-");
        assertThat(home.claims().getString(ProfileClaims.PROFILE)).isEqualTo(home.first());
        assertThat(home.claims().getInteger(ProfileClaims.MATURITY_LIMIT)).isEqualTo(21);
        assertThat(home.claims().getString(ProfileClaims.COUNTRY)).isEqualTo(ProfileClaims.NOWHERE);
    }

    @Test
    void where_it_watches_may_be_said_when_registering() {
        var spanish = new HouseholdClient(mailbox, Map.of("country", "ES", "language", "es"));

        assertThat(spanish.claims().getString(ProfileClaims.COUNTRY)).isEqualTo("ES");
        assertThat(spanish.get("/v1/profiles").<String>path("items[0].languages.ui"))
                .isEqualTo("es");
    }

    @Test
    void a_profile_is_made_read_changed_and_deleted() {
        String id = home.created(profile("Max", 16, false), null);
        Response made = home.get("/v1/profiles/" + id);
        assertThat(made.<String>path("name")).isEqualTo("Max");
        assertThat(made.<List<String>>path("languages.audio")).containsExactly("de");
        assertThat(made.<Boolean>path("playback.autoplayNext")).isTrue();
        assertThat(made.<String>path("subtitles.size")).isEqualTo("MEDIUM");

        assertThat(home.change(id, profile("Moritz", 16, false), null).statusCode()).isEqualTo(204);
        assertThat(home.get("/v1/profiles/" + id).<String>path("name")).isEqualTo("Moritz");

        assertThat(home.delete(id, null).statusCode()).isEqualTo(204);
        assertThat(home.get("/v1/profiles/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void the_same_request_sent_again_makes_one_profile() {
        String key = Uuid7.next().toString();
        var first = home.sending(profile("Max", 16, false)).header("Idempotency-Key", key);
        String made = first.post("/v1/profiles").header("Location");

        Response again =
                home.sending(profile("Max", 16, false))
                        .header("Idempotency-Key", key)
                        .post("/v1/profiles");
        Response other =
                home.sending(profile("Moritz", 16, false))
                        .header("Idempotency-Key", key)
                        .post("/v1/profiles");

        assertThat(again.header("Location")).isEqualTo(made);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(home.get("/v1/profiles").<Integer>path("items.size()")).isEqualTo(2);
    }

    @Test
    void there_are_five_at_most() {
        for (int i = 2; i <= 5; i++) {
            home.created(profile("Number " + i, 21, false), null);
        }

        Response sixth = home.create(profile("Number 6", 21, false), null);

        assertThat(sixth.statusCode()).isEqualTo(409);
        assertThat(sixth.<String>path("type")).endsWith("too-many-profiles");
    }

    @Test
    void who_saw_an_older_revision_changes_nothing() {
        String old = home.tag();
        String id = home.created(profile("Max", 16, false), null);

        assertThat(
                        home.sending(profile("Moritz", 16, false))
                                .header("If-Match", old)
                                .put("/v1/profiles/" + id)
                                .statusCode())
                .isEqualTo(412);
        assertThat(
                        home.sending(profile("Moritz", 16, false))
                                .put("/v1/profiles/" + id)
                                .statusCode())
                .isEqualTo(428);
        assertThat(home.as().header("If-Match", old).delete("/v1/profiles/" + id).statusCode())
                .isEqualTo(412);
    }

    @Test
    void a_stranger_finds_no_profile_of_ours() {
        String id = home.created(profile("Max", 16, false), null);
        var stranger = new HouseholdClient(mailbox);

        assertThat(stranger.get("/v1/profiles/" + id).statusCode()).isEqualTo(404);
        assertThat(stranger.change(id, profile("Mine", 21, false), null).statusCode())
                .isEqualTo(404);
        assertThat(stranger.delete(id, null).statusCode()).isEqualTo(404);
        assertThat(stranger.choose(id, null).statusCode()).isEqualTo(404);
        assertThat(stranger.setHouseholdPin(PIN).statusCode()).isEqualTo(204);
        assertThat(stranger.lock(id, PIN, PIN).statusCode()).isEqualTo(404);
        assertThat(stranger.unlock(id, PIN).statusCode()).isEqualTo(404);
    }

    @Test
    void who_watches_is_remembered_by_the_session() {
        String id = home.created(profile("Max", 16, false), null);
        Response chosen = home.choose(id, null);

        assertThat(chosen.statusCode()).as(chosen.asString()).isEqualTo(200);
        assertThat(home.claims().getInteger(ProfileClaims.MATURITY_LIMIT)).isEqualTo(16);
        assertThat(home.refreshed().<String>path("profile")).isEqualTo(id);
        assertThat(home.claims().getString(ProfileClaims.PROFILE)).isEqualTo(id);
        assertThat(home.get("/v1/sessions").<List<String>>path("profile")).containsExactly(id);
    }

    @Test
    void what_changed_is_heeded_at_the_next_refresh() {
        String id = home.created(profile("Max", 16, false), null);
        home.choose(id, null);
        home.change(id, profile("Max", 6, false), null);
        home.setCountry("ES", null);

        home.refreshed();

        assertThat(home.claims().getInteger(ProfileClaims.MATURITY_LIMIT)).isEqualTo(6);
        assertThat(home.claims().getString(ProfileClaims.COUNTRY)).isEqualTo("ES");
        home.delete(id, null);
        assertThat(home.refreshed().<String>path("profile")).isNull();
        assertThat(home.claims().getInteger(ProfileClaims.MATURITY_LIMIT)).isZero();
    }

    @Test
    void who_logs_in_to_several_profiles_sees_what_is_for_everybody_until_they_choose() {
        String id = home.created(profile("Max", 16, false), null);
        Response login = home.logIn();
        assertThat(login.<String>path("profile")).isNull();
        home.continuing(login);
        assertThat(home.claims().containsKey(ProfileClaims.PROFILE)).isFalse();
        assertThat(home.claims().getInteger(ProfileClaims.MATURITY_LIMIT)).isZero();

        assertThat(home.choose(id, null).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_of_no_session_chooses_nothing() {
        String viewer =
                given().contentType("application/json")
                        .body(
                                Map.of(
                                        "subject",
                                        Uuid7.next().toString(),
                                        "roles",
                                        List.of("viewer")))
                        .post("/dev/tokens")
                        .path("token");
        Response answer =
                given().auth()
                        .oauth2(viewer)
                        .contentType("application/json")
                        .body(Map.of("profile", home.first()))
                        .post("/v1/sessions/current/profile");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.<String>path("type")).endsWith("no-session");
    }

    @Test
    void the_household_tells_what_profiles_are_made_of() {
        home.setCountry("ES", null);
        Response household = home.get("/v1/household");

        assertThat(household.<String>path("country")).isEqualTo("ES");
        assertThat(household.<Integer>path("mostProfiles")).isEqualTo(5);
        assertThat(household.<List<String>>path("avatars")).contains("fox");
        assertThat(household.<Boolean>path("locked")).isFalse();
    }

    @Test
    void what_is_wrong_with_a_profile_is_told_with_its_place() {
        Response wrong = home.create(profile("Max", 22, false), null);

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.<String>path("errors[0].pointer")).isEqualTo("/maturityLimit");
        assertThat(home.setCountry("XX", null).statusCode()).isEqualTo(422);
        assertThat(home.create(Map.of("name", "Max"), null).statusCode()).isEqualTo(400);
    }

    @Test
    void what_is_no_pin_is_refused() {
        for (String pin : List.of("123", "123456789", "12a4", "١٢٣٤", "")) {
            Response answer = home.setHouseholdPin(pin);
            assertThat(answer.statusCode()).as(pin).isEqualTo(400);
            assertThat(answer.asString()).contains("/pin", "4 to 8 digits");
        }
    }
}
