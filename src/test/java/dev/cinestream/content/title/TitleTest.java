package dev.cinestream.content.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.content.AgeRating;
import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.LocalizedText;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.content.title.TitleCommand.DraftTitle;
import dev.cinestream.content.title.TitleCommand.PublishTitle;
import dev.cinestream.content.title.TitleCommand.ReinstateTitle;
import dev.cinestream.content.title.TitleCommand.ReviseTitle;
import dev.cinestream.content.title.TitleCommand.ScheduleAvailability;
import dev.cinestream.content.title.TitleCommand.WithdrawTitle;
import dev.cinestream.content.title.TitleEvent.TitleDrafted;
import dev.cinestream.content.title.TitleEvent.TitlePublished;
import dev.cinestream.content.title.TitleEvent.TitleReinstated;
import dev.cinestream.content.title.TitleEvent.TitleRevised;
import dev.cinestream.content.title.TitleEvent.TitleWithdrawn;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The rules of the catalog (CS-2).
class TitleTest {

    private static final Title TITLE = new Title();
    private static final UUID SERIES = new UUID(1, 1);
    private static final TitleMetadata BARE = metadata("Sintel", null);
    private static final TitleMetadata COMPLETE =
            metadata("Sintel", new AgeRating("FSK", "12", 12));

    @Test
    void a_movie_is_drafted() {
        assertThat(decide(new DraftTitle(TitleKind.MOVIE, null, null, BARE)))
                .isEqualTo(Decision.accept(new TitleDrafted(TitleKind.MOVIE, null, null, BARE)));
    }

    @Test
    void an_id_is_drafted_once() {
        assertThat(decide(new DraftTitle(TitleKind.MOVIE, null, null, BARE), drafted(BARE)))
                .isEqualTo(Decision.reject(new TitleRejection.TitleExists()));
    }

    @Test
    void an_episode_needs_its_season() {
        var series = new ParentFacts(SERIES, TitleKind.SERIES, false);
        var nothing = new ParentFacts(SERIES, null, false);
        assertThat(decide(new DraftTitle(TitleKind.EPISODE, null, 1, BARE)))
                .isEqualTo(
                        Decision.reject(new TitleRejection.WrongParent(TitleKind.EPISODE, null)));
        assertThat(decide(new DraftTitle(TitleKind.EPISODE, series, 1, BARE)))
                .isEqualTo(
                        Decision.reject(
                                new TitleRejection.WrongParent(
                                        TitleKind.EPISODE, TitleKind.SERIES)));
        assertThat(decide(new DraftTitle(TitleKind.EPISODE, nothing, 1, BARE)))
                .isEqualTo(
                        Decision.reject(new TitleRejection.WrongParent(TitleKind.EPISODE, null)));
        assertThat(decide(new DraftTitle(TitleKind.MOVIE, series, null, BARE)))
                .isEqualTo(
                        Decision.reject(
                                new TitleRejection.WrongParent(TitleKind.MOVIE, TitleKind.SERIES)));
    }

    @Test
    void nothing_is_drafted_or_published_under_a_withdrawn_title() {
        var withdrawn = new ParentFacts(SERIES, TitleKind.SERIES, true);
        assertThat(decide(new DraftTitle(TitleKind.SEASON, withdrawn, 1, BARE)))
                .isEqualTo(Decision.reject(new TitleRejection.ParentWithdrawn()));
        assertThat(
                        decide(
                                new PublishTitle(withdrawn),
                                new TitleDrafted(TitleKind.SEASON, SERIES, 1, COMPLETE)))
                .isEqualTo(Decision.reject(new TitleRejection.ParentWithdrawn()));
    }

    @Test
    void nothing_is_published_without_a_name_an_age_rating_and_a_language() {
        assertThat(decide(new PublishTitle(null), drafted(BARE)))
                .isEqualTo(
                        Decision.reject(
                                new TitleRejection.NotPublishable(List.of("/metadata/ageRating"))));
        assertThat(decide(new PublishTitle(null), drafted(COMPLETE)))
                .isEqualTo(Decision.accept(new TitlePublished()));
    }

    @Test
    void a_published_title_cannot_lose_what_it_was_published_with() {
        assertThat(decide(new ReviseTitle(BARE), drafted(COMPLETE), new TitlePublished()))
                .isEqualTo(
                        Decision.reject(
                                new TitleRejection.NotPublishable(List.of("/metadata/ageRating"))));
    }

    @Test
    void what_is_so_already_makes_no_event() {
        assertThat(decide(new ReviseTitle(BARE), drafted(BARE))).isEqualTo(Decision.accept());
        assertThat(decide(new PublishTitle(null), drafted(COMPLETE), new TitlePublished()))
                .isEqualTo(Decision.accept());
        assertThat(decide(new ReinstateTitle(), drafted(BARE))).isEqualTo(Decision.accept());
    }

    @Test
    void a_withdrawn_title_is_reinstated_before_it_is_changed() {
        var withdrawn = new TitleWithdrawn("licence ended", null);
        assertThat(decide(new ReviseTitle(COMPLETE), drafted(BARE), withdrawn))
                .isEqualTo(Decision.reject(new TitleRejection.Withdrawn()));
        assertThat(decide(new PublishTitle(null), drafted(COMPLETE), withdrawn))
                .isEqualTo(Decision.reject(new TitleRejection.Withdrawn()));
        assertThat(decide(new ReinstateTitle(), drafted(BARE), withdrawn))
                .isEqualTo(Decision.accept(new TitleReinstated()));
        assertThat(
                        decide(
                                new ReviseTitle(COMPLETE),
                                drafted(BARE),
                                withdrawn,
                                new TitleReinstated()))
                .isEqualTo(Decision.accept(new TitleRevised(COMPLETE)));
    }

    @Test
    void a_title_that_does_not_exist_can_only_be_drafted() {
        assertThat(decide(new PublishTitle(null)))
                .isEqualTo(Decision.reject(new TitleRejection.NoSuchTitle()));
        assertThat(decide(new WithdrawTitle("x", null)))
                .isEqualTo(Decision.reject(new TitleRejection.NoSuchTitle()));
    }

    @Test
    void a_window_ends_after_it_begins_and_names_a_country() {
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        var windows = List.of(new AvailabilityWindow("XX", noon, noon));
        assertThat(decide(new ScheduleAvailability(windows), drafted(BARE)))
                .isEqualTo(
                        Decision.reject(
                                new TitleRejection.InvalidTitle(
                                        List.of(
                                                new Rejection.Flaw(
                                                        "/windows/0/country",
                                                        "must be an ISO 3166-1 country in two capitals"),
                                                new Rejection.Flaw(
                                                        "/windows/0/until",
                                                        "must be after from")))));
    }

    @Test
    void bounds_are_told_by_pointer() {
        assertThat(decide(new DraftTitle(TitleKind.MOVIE, null, 3, metadata(" ", null))))
                .isEqualTo(
                        Decision.reject(
                                new TitleRejection.InvalidTitle(
                                        List.of(
                                                new Rejection.Flaw(
                                                        "/metadata/texts/en/name",
                                                        "must have 1 to 300 characters"),
                                                new Rejection.Flaw(
                                                        "/number",
                                                        "only seasons and episodes have one")))));
    }

    private static Decision<TitleEvent, TitleRejection> decide(
            TitleCommand command, TitleEvent... before) {
        return TITLE.decide(command, TITLE.evolve(TITLE.initial(), List.of(before)));
    }

    private static TitleDrafted drafted(TitleMetadata metadata) {
        return new TitleDrafted(TitleKind.MOVIE, null, null, metadata);
    }

    private static TitleMetadata metadata(
            String name, @org.jspecify.annotations.Nullable AgeRating rating) {
        return new TitleMetadata(
                Map.of("en", new LocalizedText(name, null)),
                2010,
                888,
                List.of("fantasy"),
                List.of(),
                List.of(),
                rating,
                "en",
                List.of(),
                List.of(),
                List.of());
    }
}
