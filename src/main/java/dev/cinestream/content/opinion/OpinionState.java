package dev.cinestream.content.opinion;

import dev.cinestream.content.ProfileTitle;
import dev.cinestream.eventsourcing.decider.Personal;
import org.jspecify.annotations.Nullable;

/// What a profile thinks of a title.
public sealed interface OpinionState {

    /// Nothing was ever said.
    record None() implements OpinionState {}

    /// Something was said once; perhaps it was withdrawn.
    ///
    /// @param rating in half stars; null when there is none
    /// @param review null when there is none
    /// @param editions how many texts were written by now
    /// @param judged the latest edition that support judged; 0 when there is none
    /// @param hiddenBecause why reviews are not shown; null when they are
    record Voiced(
            ProfileTitle of,
            @Nullable Integer rating,
            @Nullable Review review,
            int editions,
            int judged,
            @Nullable String hiddenBecause)
            implements OpinionState {

        /// Whether others may read the review.
        public boolean isShown() {
            return review != null && !review.text().erased() && hiddenBecause == null;
        }

        Voiced withRating(@Nullable Integer next) {
            return new Voiced(of, next, review, editions, judged, hiddenBecause);
        }

        Voiced withReview(Review next, int edition) {
            return new Voiced(of, rating, next, edition, judged, hiddenBecause);
        }

        Voiced withoutReview() {
            return new Voiced(of, rating, null, editions, judged, hiddenBecause);
        }

        Voiced judged(int edition, @Nullable String because) {
            return new Voiced(of, rating, review, editions, edition, because);
        }
    }

    /// @param spoilers whether it tells what happens
    record Review(Personal text, String language, boolean spoilers) {}
}
