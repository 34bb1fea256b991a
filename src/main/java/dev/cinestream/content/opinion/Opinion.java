package dev.cinestream.content.opinion;

import dev.cinestream.content.ProfileTitle;
import dev.cinestream.content.TextRules;
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
import dev.cinestream.content.opinion.OpinionState.None;
import dev.cinestream.content.opinion.OpinionState.Review;
import dev.cinestream.content.opinion.OpinionState.Voiced;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.util.ArrayList;
import java.util.List;

/// What one viewer profile thinks of one title: a rating, a written review, either or both.
///
/// Invariants:
/// 1. A profile has one rating and one review of a title at most.
/// 2. Support judges the text it has read, and no later one.
/// 3. Once hidden, a review stays hidden whatever its author writes or withdraws, until support shows it again.
public final class Opinion
        implements Decider<OpinionCommand, OpinionState, OpinionEvent, OpinionRejection> {

    /// In half stars.
    public static final int LOWEST = 1;

    /// In half stars.
    public static final int HIGHEST = 10;

    private static final int LONGEST_REVIEW = 5_000;
    private static final int LONGEST_REASON = 500;

    @Override
    public OpinionState initial() {
        return new None();
    }

    @Override
    public Decision<OpinionEvent, OpinionRejection> decide(
            OpinionCommand command, OpinionState state) {
        return switch (command) {
            case Rate rate -> decideRate(rate, state);
            case WithdrawRating() -> decideWithdrawRating(state);
            case WriteReview write -> decideWrite(write, state);
            case WithdrawReview() -> decideWithdrawReview(state);
            case HideReview(int edition, String reason) ->
                    judging(edition, reason, state, opinion -> decideHide(reason, opinion));
            case ShowReview(int edition, String reason) ->
                    judging(edition, reason, state, opinion -> decideShow(reason, opinion));
        };
    }

    private static Decision<OpinionEvent, OpinionRejection> decideRate(
            Rate rate, OpinionState state) {
        if (rate.rating() < LOWEST || rate.rating() > HIGHEST) {
            return invalid(
                    new Flaw("/rating", "must be from 1 to 10: half stars, so 7 is 3½ stars"));
        }
        if (!(state instanceof Voiced opinion) || opinion.rating() == null) {
            return Decision.accept(new RatingGiven(rate.of(), rate.rating()));
        }
        int before = opinion.rating();
        return before == rate.rating()
                ? Decision.accept()
                : Decision.accept(new RatingChanged(rate.of(), rate.rating(), before));
    }

    private static Decision<OpinionEvent, OpinionRejection> decideWithdrawRating(
            OpinionState state) {
        return state instanceof Voiced opinion && opinion.rating() != null
                ? Decision.accept(new RatingWithdrawn(opinion.of(), opinion.rating()))
                : Decision.accept();
    }

    private static Decision<OpinionEvent, OpinionRejection> decideWrite(
            WriteReview write, OpinionState state) {
        List<Flaw> flaws = new ArrayList<>();
        String text = write.text().text();
        TextRules.text("/text", text == null ? "" : text, LONGEST_REVIEW, flaws);
        TextRules.language("/language", write.language(), flaws);
        if (!flaws.isEmpty()) {
            return Decision.reject(new OpinionRejection.InvalidOpinion(flaws));
        }
        var review = new Review(write.text(), write.language(), write.spoilers());
        int editions = 0;
        if (state instanceof Voiced opinion) {
            if (review.equals(opinion.review())) {
                return Decision.accept();
            }
            editions = opinion.editions();
        }
        return Decision.accept(
                new ReviewWritten(
                        write.of(),
                        editions + 1,
                        write.text(),
                        write.language(),
                        write.spoilers()));
    }

    private static Decision<OpinionEvent, OpinionRejection> decideWithdrawReview(
            OpinionState state) {
        return state instanceof Voiced opinion && opinion.review() != null
                ? Decision.accept(new ReviewWithdrawn(opinion.of()))
                : Decision.accept();
    }

    private static Decision<OpinionEvent, OpinionRejection> decideHide(
            String reason, Voiced opinion) {
        boolean so = reason.equals(opinion.hiddenBecause()) && isJudged(opinion);
        return so
                ? Decision.accept()
                : Decision.accept(new ReviewHidden(opinion.of(), opinion.editions(), reason));
    }

    private static Decision<OpinionEvent, OpinionRejection> decideShow(
            String reason, Voiced opinion) {
        boolean so = opinion.hiddenBecause() == null && isJudged(opinion);
        return so
                ? Decision.accept()
                : Decision.accept(new ReviewShown(opinion.of(), opinion.editions(), reason));
    }

    @Override
    public OpinionState evolve(OpinionState state, OpinionEvent event) {
        Voiced opinion = voiced(state, event.of());
        return switch (event) {
            case RatingGiven(_, int rating) -> opinion.withRating(rating);
            case RatingChanged(_, int rating, _) -> opinion.withRating(rating);
            case RatingWithdrawn _ -> opinion.withRating(null);
            case ReviewWritten(_, int edition, var text, var language, var spoilers) ->
                    opinion.withReview(new Review(text, language, spoilers), edition);
            case ReviewWithdrawn _ -> opinion.withoutReview();
            case ReviewHidden(_, int edition, String reason) -> opinion.judged(edition, reason);
            case ReviewShown(_, int edition, _) -> opinion.judged(edition, null);
        };
    }

    private static Voiced voiced(OpinionState state, ProfileTitle of) {
        return switch (state) {
            case None() -> new Voiced(of, null, null, 0, 0, null);
            case Voiced opinion -> opinion;
        };
    }

    private interface OnReview {
        Decision<OpinionEvent, OpinionRejection> decide(Voiced opinion);
    }

    private static Decision<OpinionEvent, OpinionRejection> judging(
            int edition, String reason, OpinionState state, OnReview then) {
        List<Flaw> flaws = new ArrayList<>();
        TextRules.text("/reason", reason, LONGEST_REASON, flaws);
        if (!flaws.isEmpty()) {
            return Decision.reject(new OpinionRejection.InvalidOpinion(flaws));
        }
        if (!(state instanceof Voiced opinion) || opinion.review() == null) {
            return Decision.reject(new OpinionRejection.NoSuchReview());
        }
        return edition == opinion.editions()
                ? then.decide(opinion)
                : Decision.reject(new OpinionRejection.ReviewChanged(opinion.editions()));
    }

    private static boolean isJudged(Voiced opinion) {
        return opinion.judged() == opinion.editions();
    }

    private static Decision<OpinionEvent, OpinionRejection> invalid(Flaw flaw) {
        return Decision.reject(new OpinionRejection.InvalidOpinion(List.of(flaw)));
    }
}
