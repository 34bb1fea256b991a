package dev.cinestream.content.opinion;

import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.List;
import java.util.stream.Collectors;

/// Why an opinion says no.
public sealed interface OpinionRejection extends Rejection {

    record InvalidOpinion(List<Flaw> flaws) implements OpinionRejection {
        public InvalidOpinion {
            flaws = List.copyOf(flaws);
        }

        @Override
        public String code() {
            return "invalid-opinion";
        }

        @Override
        public String detail() {
            return flaws.stream().map(Flaw::toString).collect(Collectors.joining("; "));
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }

    record NoSuchReview() implements OpinionRejection {
        @Override
        public String code() {
            return "no-such-review";
        }

        @Override
        public String detail() {
            return "There is no review with this id, or it was withdrawn.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    /// @param edition the one there is now
    record ReviewChanged(int edition) implements OpinionRejection {
        @Override
        public String code() {
            return "review-changed";
        }

        @Override
        public String detail() {
            return "Its author wrote another text; read edition "
                    + edition
                    + " and judge that one.";
        }
    }
}
