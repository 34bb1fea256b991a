package dev.cinestream.content.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.content.ContentModule;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.content.title.ParentFacts;
import dev.cinestream.content.title.TitleCommand;
import dev.cinestream.content.title.TitleState;
import dev.cinestream.content.title.TitleState.Standing;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.RecordedInKafka;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A withdrawn series withdraws what is under it, each title once (CS-2, CS-8).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class WithdrawalOfWhatIsUnderIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final TitleMetadata NOTHING_SAID =
            new TitleMetadata(
                    Map.of(), null, null, List.of(), List.of(), List.of(), null, null, List.of(),
                    List.of(), List.of());

    @Inject CommandBus bus;
    @Inject TokenVerification verification;

    @Test
    void a_withdrawn_series_takes_its_seasons_and_episodes_with_it() {
        UUID series = published("SERIES", null, null);
        UUID season = published("SEASON", series, 1);
        UUID draftOfASeason = drafted("SEASON", series, 2);
        List<UUID> episodes = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            episodes.add(published("EPISODE", season, number));
        }
        UUID stranger = published("SERIES", null, null);

        withdraw(series);

        List<UUID> under = new ArrayList<>(episodes);
        under.add(season);
        under.add(draftOfASeason);
        assertAllWithdrawn(under);
        under.forEach(this::assertWithdrawnOnceInTheLog);
        assertThat(standing(stranger)).isEqualTo(Standing.PUBLISHED);
    }

    @Test
    void what_is_drafted_while_its_series_is_withdrawn_is_withdrawn_too() {
        UUID series = published("SERIES", null, null);
        List<UUID> seasons = new ArrayList<>();
        List<Uni<?>> racing = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            UUID season = Uuid7.next();
            seasons.add(season);
            racing.add(draftUnder(season, series, number)); // none has heard of the withdrawal
            if (number == 20) {
                racing.add(execute(series, new TitleCommand.WithdrawTitle("licence ended", null)));
            }
        }
        Uni.combine().all().unis(racing).discardItems().await().atMost(AT_MOST);
        assertAllWithdrawn(seasons);
    }

    @Test
    void what_is_drafted_by_somebody_who_does_not_know_of_the_withdrawal_is_withdrawn() {
        UUID series = published("SERIES", null, null);
        withdraw(series);
        UUID season = Uuid7.next();
        draftUnder(season, series, 1).await().atMost(AT_MOST);
        assertAllWithdrawn(List.of(season));
    }

    @Test
    void what_is_taken_back_into_draft_under_a_withdrawn_title_does_not_stay_there() {
        UUID series = published("SERIES", null, null);
        UUID season = published("SEASON", series, 1);
        withdraw(series);
        assertAllWithdrawn(List.of(season));
        reinstate(season);
        await().atMost(AT_MOST)
                .untilAsserted(() -> {
                    var head = bus.head(ContentModule.TITLE, season).await().atMost(AT_MOST);
                    assertThat(head).isNotNull();
                    assertThat(head.revision()).isEqualTo(5);
                    assertThat(standing(season)).isEqualTo(Standing.WITHDRAWN);
                });
    }

    @Test
    void a_reinstated_series_does_not_pull_its_seasons_back_and_keeps_new_ones() {
        UUID series = published("SERIES", null, null);
        UUID season = published("SEASON", series, 1);
        withdraw(series);
        reinstate(series);
        UUID later = drafted("SEASON", series, 2);
        assertAllWithdrawn(List.of(season));
        assertThat(standing(later)).isEqualTo(Standing.DRAFT);
    }

    private void assertAllWithdrawn(List<UUID> titles) {
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(titles)
                                .allSatisfy(each ->
                                        assertThat(standing(each)).isEqualTo(Standing.WITHDRAWN)));
    }

    private void assertWithdrawnOnceInTheLog(UUID title) {
        await().atMost(AT_MOST)
                .untilAsserted(() ->
                        assertThat(RecordedInKafka.of(ContentModule.TITLE.topic(), title))
                                .extracting(each -> each.metadata().type())
                                .containsOnlyOnce("content.title-withdrawn.v1"));
        assertThat(RecordedInKafka.of(ContentModule.TITLE.topic(), title).getLast().metadata())
                .returns("system:withdrawal_of_what_is_under", Metadata::actor);
    }

    private @Nullable Standing standing(UUID title) {
        var head = bus.head(ContentModule.TITLE, title).await().atMost(AT_MOST);
        return head != null && head.state() instanceof TitleState.Existing there
                ? there.standing()
                : null;
    }

    private Uni<?> draftUnder(UUID season, UUID series, int number) {
        return execute(
                season,
                new TitleCommand.DraftTitle(
                        TitleKind.SEASON,
                        new ParentFacts(series, TitleKind.SERIES, false),
                        number,
                        NOTHING_SAID));
    }

    private Uni<?> execute(UUID title, TitleCommand command) {
        String id = "edith:" + Uuid7.next();
        var context =
                new CommandContext(
                        id, "f", null, "edith", "correlation", id, null, null, Durability.COMMIT);
        return bus.execute(ContentModule.TITLE, title, command, context)
                .invoke(result -> assertThat(result).isInstanceOf(CommandResult.Committed.class));
    }

    private UUID published(String kind, @Nullable UUID parent, @Nullable Integer number) {
        UUID title = drafted(kind, parent, number);
        assertThat(editor().post("/v1/titles/" + title + "/publish").statusCode()).isEqualTo(204);
        return title;
    }

    private UUID drafted(String kind, @Nullable UUID parent, @Nullable Integer number) {
        UUID id = Uuid7.next();
        String place =
                parent == null
                        ? ""
                        : "\"parent\": \"%s\", \"number\": %d,".formatted(parent, number);
        var answer =
                editor().header("Idempotency-Key", id.toString())
                        .body(
                                """
                                {"id": "%s", "kind": "%s", %s "metadata": {"texts": {"en": {"name": "Caminandes"}},
                                 "originalLanguage": "en", "ageRating": {"system": "FSK", "value": "0", "minimumAge": 0}}}\
                                """
                                        .formatted(id, kind, place))
                        .post("/v1/titles");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return id;
    }

    private void withdraw(UUID title) {
        assertThat(
                        editor().body("{\"reason\": \"licence ended\"}")
                                .post("/v1/titles/" + title + "/withdraw")
                                .statusCode())
                .isEqualTo(204);
    }

    private void reinstate(UUID title) {
        assertThat(editor().post("/v1/titles/" + title + "/reinstate").statusCode()).isEqualTo(204);
    }

    private RequestSpecification editor() {
        String token =
                verification
                        .developmentTokens()
                        .orElseThrow()
                        .issue("edith", Set.of(Roles.EDITOR), Duration.ofMinutes(5));
        return given().auth().oauth2(token).contentType("application/json");
    }
}
