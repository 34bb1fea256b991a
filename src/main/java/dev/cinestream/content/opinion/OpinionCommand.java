package dev.cinestream.content.opinion;

import dev.cinestream.content.ProfileTitle;
import dev.cinestream.eventsourcing.decider.Personal;

/// What one can ask of an opinion.
public sealed interface OpinionCommand {

    /// @param rating in half stars, 1 to 10
    record Rate(ProfileTitle of, int rating) implements OpinionCommand {}

    record WithdrawRating() implements OpinionCommand {}

    /// @param text about its author's account
    /// @param language BCP 47
    /// @param spoilers whether it tells what happens
    record WriteReview(ProfileTitle of, Personal text, String language, boolean spoilers)
            implements OpinionCommand {}

    record WithdrawReview() implements OpinionCommand {}

    /// Nobody reads it any more but its author and support.
    ///
    /// @param edition the one that was looked at
    /// @param reason the author reads it
    record HideReview(int edition, String reason) implements OpinionCommand {}

    /// Everybody may read it, reported or hidden as it may be.
    ///
    /// @param edition the one that was looked at
    record ShowReview(int edition, String reason) implements OpinionCommand {}
}
