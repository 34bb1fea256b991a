package dev.cinestream.content.feedback;

import dev.cinestream.content.ReportReason;
import java.util.UUID;

/// What one can ask of feedback.
public sealed interface FeedbackCommand {

    record FindHelpful(UUID profile, ReviewFacts review) implements FeedbackCommand {}

    /// Also of a review that is no longer there.
    record TakeHelpfulBack(UUID profile, UUID review) implements FeedbackCommand {}

    /// Has support look at it.
    record ReportReview(UUID profile, ReviewFacts review, ReportReason reason)
            implements FeedbackCommand {}
}
