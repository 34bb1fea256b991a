package dev.cinestream.content.opinion;

import dev.cinestream.content.ProfileTitle;
import dev.cinestream.eventsourcing.decider.Personal;

/// What happens to an opinion. Each event says whose and of what, so that whoever hears it needs no other.
public sealed interface OpinionEvent {

    ProfileTitle of();

    /// @param rating in half stars, 1 to 10
    record RatingGiven(ProfileTitle of, int rating) implements OpinionEvent {}

    /// @param before what it was
    record RatingChanged(ProfileTitle of, int rating, int before) implements OpinionEvent {}

    /// @param before what it was
    record RatingWithdrawn(ProfileTitle of, int before) implements OpinionEvent {}

    /// @param edition 1 for the first text, one more for each other
    record ReviewWritten(
            ProfileTitle of, int edition, Personal text, String language, boolean spoilers)
            implements OpinionEvent {}

    record ReviewWithdrawn(ProfileTitle of) implements OpinionEvent {}

    /// @param edition the one that was judged
    record ReviewHidden(ProfileTitle of, int edition, String reason) implements OpinionEvent {}

    /// @param edition the one that was judged
    record ReviewShown(ProfileTitle of, int edition, String reason) implements OpinionEvent {}
}
