package dev.cinestream.content.opinion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.ProfileTitle;
import dev.cinestream.content.opinion.OpinionCommand.HideReview;
import dev.cinestream.content.opinion.OpinionCommand.Rate;
import dev.cinestream.content.opinion.OpinionCommand.ShowReview;
import dev.cinestream.content.opinion.OpinionCommand.WithdrawRating;
import dev.cinestream.content.opinion.OpinionCommand.WithdrawReview;
import dev.cinestream.content.opinion.OpinionCommand.WriteReview;
import dev.cinestream.content.opinion.OpinionEvent.RatingChanged;
import dev.cinestream.content.opinion.OpinionEvent.RatingGiven;
import dev.cinestream.content.opinion.OpinionEvent.RatingWithdrawn;
import dev.cinestream.content.opinion.OpinionEvent.ReviewHidden;
import dev.cinestream.content.opinion.OpinionEvent.ReviewShown;
import dev.cinestream.content.opinion.OpinionEvent.ReviewWithdrawn;
import dev.cinestream.content.opinion.OpinionEvent.ReviewWritten;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of ratings and reviews (CS-2).
class OpinionTest {

    private static final ProfileTitle OF = new ProfileTitle(new UUID(1, 1), new UUID(2, 2));
    private static final UUID ACCOUNT = new UUID(3, 3);
    private static final String SPAM = "Advertises a shop.";
    private static final String FINE = "It is harsh, and about the film.";

    private final DeciderKit<OpinionCommand, OpinionState, OpinionEvent, OpinionRejection> opinion =
            new DeciderKit<>(ContentModule.OPINION);

    @Test
    void a_title_is_rated() {
        opinion.given(List.of()).when(new Rate(OF, 7)).then(new RatingGiven(OF, 7));
    }

    @Test
    void another_rating_takes_its_place_and_says_what_was_before() {
        opinion.given(List.of(new RatingGiven(OF, 7)))
                .when(new Rate(OF, 9))
                .then(new RatingChanged(OF, 9, 7));
    }

    @Test
    void the_same_rating_again_is_nothing_new() {
        opinion.given(List.of(new RatingGiven(OF, 7))).when(new Rate(OF, 7)).thenNothing();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, -1, Integer.MAX_VALUE})
    void a_rating_lies_between_half_a_star_and_five(int rating) {
        opinion.given(List.of())
                .when(new Rate(OF, rating))
                .thenRejected(
                        invalid("/rating", "must be from 1 to 10: half stars, so 7 is 3½ stars"));
    }

    @Test
    void a_rating_is_taken_back_once_and_may_be_given_again() {
        var taken =
                opinion.given(List.of(new RatingGiven(OF, 7), new RatingChanged(OF, 9, 7)))
                        .when(new WithdrawRating());
        taken.then(new RatingWithdrawn(OF, 9));
        opinion.given(taken.events()).when(new WithdrawRating()).thenNothing();
        opinion.given(taken.events()).when(new Rate(OF, 9)).then(new RatingGiven(OF, 9));
    }

    @Test
    void nothing_is_taken_back_where_nothing_was_said() {
        opinion.given(List.of()).when(new WithdrawRating()).thenNothing();
        opinion.given(List.of()).when(new WithdrawReview()).thenNothing();
    }

    @Test
    void a_review_is_written_with_or_without_a_rating() {
        opinion.given(List.of()).when(write("Lovely.")).then(written(1, "Lovely."));
        opinion.given(List.of(new RatingGiven(OF, 7)))
                .when(write("Lovely."))
                .then(written(1, "Lovely."));
    }

    @Test
    void another_text_is_the_next_edition_and_the_same_is_none() {
        opinion.given(List.of(written(1, "Lovely.")))
                .when(write("Lovely!"))
                .then(written(2, "Lovely!"));
        opinion.given(List.of(written(1, "Lovely."))).when(write("Lovely.")).thenNothing();
    }

    @Test
    void a_review_written_anew_after_it_was_taken_back_is_another_edition() {
        opinion.given(List.of(written(1, "Lovely."), new ReviewWithdrawn(OF)))
                .when(write("Lovely."))
                .then(written(2, "Lovely."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n "})
    void a_review_says_something(String text) {
        opinion.given(List.of())
                .when(write(text))
                .thenRejected(invalid("/text", "must have 1 to 5000 characters"));
    }

    @Test
    void a_review_is_no_novel_and_no_noise_and_in_a_language() {
        opinion.given(List.of())
                .when(write("a".repeat(5_001)))
                .thenRejected(invalid("/text", "must have 1 to 5000 characters"));
        opinion.given(List.of())
                .when(write("ding\u0007"))
                .thenRejected(invalid("/text", "must not contain control characters"));
        opinion.given(List.of())
                .when(new WriteReview(OF, text("Lovely."), "en_US", false))
                .thenRejected(
                        invalid("/language", "must be a BCP 47 language tag such as en or pt-BR"));
    }

    @Test
    void support_judges_the_text_it_has_read_and_no_later_one() {
        List<OpinionEvent> twice = List.of(written(1, "Lovely."), written(2, "Buy at …"));
        opinion.given(twice)
                .when(new ShowReview(1, FINE))
                .thenRejected(new OpinionRejection.ReviewChanged(2));
        opinion.given(twice)
                .when(new HideReview(1, SPAM))
                .thenRejected(new OpinionRejection.ReviewChanged(2));
    }

    @Test
    void what_is_not_there_is_not_judged() {
        opinion.given(List.of(new RatingGiven(OF, 7)))
                .when(new HideReview(0, SPAM))
                .thenRejected(new OpinionRejection.NoSuchReview());
        opinion.given(List.of(written(1, "Lovely."), new ReviewWithdrawn(OF)))
                .when(new HideReview(1, SPAM))
                .thenRejected(new OpinionRejection.NoSuchReview());
    }

    @Test
    void a_judgement_says_why() {
        opinion.given(List.of(written(1, "Lovely.")))
                .when(new HideReview(1, " "))
                .thenRejected(invalid("/reason", "must have 1 to 500 characters"));
    }

    @Test
    void a_review_that_is_all_right_is_said_to_be_so_once() {
        var shown = opinion.given(List.of(written(1, "Lovely."))).when(new ShowReview(1, FINE));
        shown.then(new ReviewShown(OF, 1, FINE));
        opinion.given(shown.events()).when(new ShowReview(1, "Yes.")).thenNothing();
    }

    @Nested
    class When_hidden {

        private final List<OpinionEvent> hidden =
                List.of(written(1, "Buy at …"), new ReviewHidden(OF, 1, SPAM));

        @Test
        void it_is_hidden_once_for_a_reason() {
            opinion.given(hidden).when(new HideReview(1, SPAM)).thenNothing();
            opinion.given(hidden)
                    .when(new HideReview(1, "Advertises two shops."))
                    .then(new ReviewHidden(OF, 1, "Advertises two shops."));
        }

        @Test
        void it_is_shown_again() {
            opinion.given(hidden).when(new ShowReview(1, FINE)).then(new ReviewShown(OF, 1, FINE));
        }

        @Test
        void whatever_its_author_does_it_stays_hidden_until_support_has_read_it() {
            var anew = opinion.given(hidden).when(new WithdrawReview()).events();
            var written = opinion.given(anew).when(write("Lovely."));
            written.then(written(2, "Lovely."));
            OpinionState state = new Opinion().evolve(new OpinionState.None(), written.events());
            assertThat(((OpinionState.Voiced) state).isShown()).isFalse();
            opinion.given(written.events())
                    .when(new ShowReview(2, FINE))
                    .then(new ReviewShown(OF, 2, FINE));
        }
    }

    private static WriteReview write(String text) {
        return new WriteReview(OF, text(text), "en", false);
    }

    private static ReviewWritten written(int edition, String text) {
        return new ReviewWritten(OF, edition, text(text), "en", false);
    }

    private static Personal text(String text) {
        return Personal.of(ACCOUNT, text);
    }

    private static OpinionRejection invalid(String pointer, String expected) {
        return new OpinionRejection.InvalidOpinion(List.of(new Flaw(pointer, expected)));
    }
}
