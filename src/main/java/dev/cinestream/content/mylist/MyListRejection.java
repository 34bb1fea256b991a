package dev.cinestream.content.mylist;

import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.List;

/// Why a list says no.
public sealed interface MyListRejection extends Rejection {

    /// @param most how many titles a list holds
    record ListFull(int most) implements MyListRejection {
        @Override
        public String code() {
            return "list-full";
        }

        @Override
        public String detail() {
            return "A list holds " + most + " titles; remove one first.";
        }
    }

    record NotListed() implements MyListRejection {
        @Override
        public String code() {
            return "not-listed";
        }

        @Override
        public String detail() {
            return "The title is not on the list.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record NoSuchPlace() implements MyListRejection {
        @Override
        public String code() {
            return "no-such-place";
        }

        @Override
        public String detail() {
            return "The title to stand before is not on the list.";
        }

        @Override
        public List<Flaw> flaws() {
            return List.of(new Flaw("/before", "must be another title of the list, or absent"));
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }
}
