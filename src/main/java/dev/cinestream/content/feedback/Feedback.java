package dev.cinestream.content.feedback;

import dev.cinestream.content.ReportReason;
import dev.cinestream.content.feedback.FeedbackCommand.FindHelpful;
import dev.cinestream.content.feedback.FeedbackCommand.ReportReview;
import dev.cinestream.content.feedback.FeedbackCommand.TakeHelpfulBack;
import dev.cinestream.content.feedback.FeedbackEvent.HelpfulTakenBack;
import dev.cinestream.content.feedback.FeedbackEvent.ReviewFoundHelpful;
import dev.cinestream.content.feedback.FeedbackEvent.ReviewReported;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import java.util.UUID;

/// What one viewer profile says about one review of another: that it helps, or that it should not be there. A stream of its
/// own for each profile, so that a review that thousands have an eye on is no stream that thousands wait for.
///
/// Invariants:
/// 1. A profile finds a review helpful once.
/// 2. A profile reports a text once; when its author changes it, once more.
/// 3. Nobody says so about a review of their own.
public final class Feedback
        implements Decider<FeedbackCommand, FeedbackState, FeedbackEvent, FeedbackRejection> {

    @Override
    public FeedbackState initial() {
        return new FeedbackState(false, 0, null);
    }

    @Override
    public Decision<FeedbackEvent, FeedbackRejection> decide(
            FeedbackCommand command, FeedbackState state) {
        return switch (command) {
            case FindHelpful(UUID profile, ReviewFacts review) ->
                    onOthers(profile, review, () -> decideHelpful(profile, review, state));
            case TakeHelpfulBack(UUID profile, UUID review) ->
                    state.helpful()
                            ? Decision.accept(new HelpfulTakenBack(profile, review))
                            : Decision.accept();
            case ReportReview(UUID profile, ReviewFacts review, ReportReason reason) ->
                    onOthers(profile, review, () -> decideReport(profile, review, reason, state));
        };
    }

    private static Decision<FeedbackEvent, FeedbackRejection> decideHelpful(
            UUID profile, ReviewFacts review, FeedbackState state) {
        return state.helpful()
                ? Decision.accept()
                : Decision.accept(new ReviewFoundHelpful(profile, review.id()));
    }

    private static Decision<FeedbackEvent, FeedbackRejection> decideReport(
            UUID profile, ReviewFacts review, ReportReason reason, FeedbackState state) {
        if (state.reportedEdition() < review.edition()) {
            return Decision.accept(
                    new ReviewReported(profile, review.id(), review.edition(), reason));
        }
        return state.reportedFor() == reason
                ? Decision.accept()
                : Decision.reject(new FeedbackRejection.AlreadyReported());
    }

    @Override
    public FeedbackState evolve(FeedbackState state, FeedbackEvent event) {
        return switch (event) {
            case ReviewFoundHelpful _ ->
                    new FeedbackState(true, state.reportedEdition(), state.reportedFor());
            case HelpfulTakenBack _ ->
                    new FeedbackState(false, state.reportedEdition(), state.reportedFor());
            case ReviewReported(_, _, int edition, ReportReason reason) ->
                    new FeedbackState(state.helpful(), edition, reason);
        };
    }

    private interface OnReview {
        Decision<FeedbackEvent, FeedbackRejection> decide();
    }

    private static Decision<FeedbackEvent, FeedbackRejection> onOthers(
            UUID profile, ReviewFacts review, OnReview then) {
        if (profile.equals(review.author())) {
            return Decision.reject(new FeedbackRejection.OwnReview());
        }
        return review.shown()
                ? then.decide()
                : Decision.reject(new FeedbackRejection.NoSuchReview());
    }
}
