package dev.cinestream.content.feedback;

import dev.cinestream.eventsourcing.decider.Rejection;

/// Why feedback says no.
public sealed interface FeedbackRejection extends Rejection {

    record NoSuchReview() implements FeedbackRejection {
        @Override
        public String code() {
            return "no-such-review";
        }

        @Override
        public String detail() {
            return "There is no review with this id, or none for this viewer.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record OwnReview() implements FeedbackRejection {
        @Override
        public String code() {
            return "own-review";
        }

        @Override
        public String detail() {
            return "It is the profile's own review; what others say about it counts.";
        }
    }

    record AlreadyReported() implements FeedbackRejection {
        @Override
        public String code() {
            return "already-reported";
        }

        @Override
        public String detail() {
            return "The profile has reported this text already, for another reason; one report is enough.";
        }
    }
}
