package dev.cinestream.content.feedback;

import dev.cinestream.content.ReportReason;
import org.jspecify.annotations.Nullable;

/// What was said about the review by now.
///
/// @param helpful whether the profile finds it helpful
/// @param reportedEdition the text that was reported last; 0 when none was
/// @param reportedFor why; null when none was
public record FeedbackState(
        boolean helpful, int reportedEdition, @Nullable ReportReason reportedFor) {}
