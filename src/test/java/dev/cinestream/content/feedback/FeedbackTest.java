package dev.cinestream.content.feedback;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.ReportReason;
import dev.cinestream.content.feedback.FeedbackCommand.FindHelpful;
import dev.cinestream.content.feedback.FeedbackCommand.ReportReview;
import dev.cinestream.content.feedback.FeedbackCommand.TakeHelpfulBack;
import dev.cinestream.content.feedback.FeedbackEvent.HelpfulTakenBack;
import dev.cinestream.content.feedback.FeedbackEvent.ReviewFoundHelpful;
import dev.cinestream.content.feedback.FeedbackEvent.ReviewReported;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The rules of what is said about reviews (CS-2).
class FeedbackTest {

    private static final UUID PROFILE = new UUID(1, 1);
    private static final UUID REVIEW = new UUID(2, 2);
    private static final ReviewFacts FIRST = new ReviewFacts(REVIEW, new UUID(3, 3), 1, true);
    private static final ReviewFacts SECOND = new ReviewFacts(REVIEW, new UUID(3, 3), 2, true);
    private static final ReviewFacts HIDDEN = new ReviewFacts(REVIEW, new UUID(3, 3), 1, false);
    private static final ReviewFacts OWN = new ReviewFacts(REVIEW, PROFILE, 1, true);

    private final DeciderKit<FeedbackCommand, FeedbackState, FeedbackEvent, FeedbackRejection>
            feedback = new DeciderKit<>(ContentModule.FEEDBACK);

    @Test
    void a_review_is_found_helpful_once() {
        var found = feedback.given(List.of()).when(new FindHelpful(PROFILE, FIRST));
        found.then(new ReviewFoundHelpful(PROFILE, REVIEW));
        feedback.given(found.events()).when(new FindHelpful(PROFILE, SECOND)).thenNothing();
    }

    @Test
    void that_is_taken_back_once_and_may_be_said_again() {
        var taken =
                feedback.given(List.of(new ReviewFoundHelpful(PROFILE, REVIEW)))
                        .when(new TakeHelpfulBack(PROFILE, REVIEW));
        taken.then(new HelpfulTakenBack(PROFILE, REVIEW));
        feedback.given(taken.events()).when(new TakeHelpfulBack(PROFILE, REVIEW)).thenNothing();
        feedback.given(taken.events())
                .when(new FindHelpful(PROFILE, FIRST))
                .then(new ReviewFoundHelpful(PROFILE, REVIEW));
    }

    @Test
    void a_text_is_reported_once() {
        var reported = feedback.given(List.of()).when(report(FIRST, ReportReason.SPAM));
        reported.then(new ReviewReported(PROFILE, REVIEW, 1, ReportReason.SPAM));
        feedback.given(reported.events()).when(report(FIRST, ReportReason.SPAM)).thenNothing();
        feedback.given(reported.events())
                .when(report(FIRST, ReportReason.HATE))
                .thenRejected(new FeedbackRejection.AlreadyReported());
    }

    @Test
    void the_text_its_author_wrote_since_may_be_reported_too() {
        feedback.given(List.of(new ReviewReported(PROFILE, REVIEW, 1, ReportReason.SPAM)))
                .when(report(SECOND, ReportReason.HATE))
                .then(new ReviewReported(PROFILE, REVIEW, 2, ReportReason.HATE));
    }

    @Test
    void a_review_that_is_hidden_or_gone_is_not_there_for_others() {
        feedback.given(List.of())
                .when(new FindHelpful(PROFILE, HIDDEN))
                .thenRejected(new FeedbackRejection.NoSuchReview());
        feedback.given(List.of())
                .when(report(HIDDEN, ReportReason.SPAM))
                .thenRejected(new FeedbackRejection.NoSuchReview());
        feedback.given(List.of(new ReviewFoundHelpful(PROFILE, REVIEW)))
                .when(new TakeHelpfulBack(PROFILE, REVIEW))
                .then(new HelpfulTakenBack(PROFILE, REVIEW));
    }

    @Test
    void nobody_says_so_about_their_own() {
        feedback.given(List.of())
                .when(new FindHelpful(PROFILE, OWN))
                .thenRejected(new FeedbackRejection.OwnReview());
        feedback.given(List.of())
                .when(report(OWN, ReportReason.OTHER))
                .thenRejected(new FeedbackRejection.OwnReview());
    }

    private static ReportReview report(ReviewFacts review, ReportReason reason) {
        return new ReportReview(PROFILE, review, reason);
    }
}
