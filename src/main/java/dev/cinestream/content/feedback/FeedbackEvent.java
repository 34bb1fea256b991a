package dev.cinestream.content.feedback;

import dev.cinestream.content.ReportReason;
import java.util.UUID;

/// What happens to feedback.
public sealed interface FeedbackEvent {

    record ReviewFoundHelpful(UUID profile, UUID review) implements FeedbackEvent {}

    record HelpfulTakenBack(UUID profile, UUID review) implements FeedbackEvent {}

    /// @param edition the text that is reported
    record ReviewReported(UUID profile, UUID review, int edition, ReportReason reason)
            implements FeedbackEvent {}
}
