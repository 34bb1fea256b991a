package dev.cinestream.billing.testclock;

import dev.cinestream.eventsourcing.decider.Rejection;
import java.time.Instant;
import java.util.List;

/// Why a test clock says no.
public sealed interface TestClockRejection extends Rejection {

    record NoSuchTestClock() implements TestClockRejection {
        @Override
        public String code() {
            return "no-such-test-clock";
        }

        @Override
        public String detail() {
            return "There is no test clock with this id.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record TestClockExists() implements TestClockRejection {
        @Override
        public String code() {
            return "test-clock-exists";
        }

        @Override
        public String detail() {
            return "There is a test clock with this id already.";
        }
    }

    /// @param now what it shows
    /// @param latest how far it goes at once
    record NotAhead(Instant now, Instant latest) implements TestClockRejection {
        @Override
        public String code() {
            return "not-ahead";
        }

        @Override
        public String detail() {
            return "A clock goes forward, and not further than ten years at once.";
        }

        @Override
        public List<Flaw> flaws() {
            return List.of(new Flaw("/to", "a moment after " + now + ", at the latest " + latest));
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }

    record StillAdvancing(Instant target) implements TestClockRejection {
        @Override
        public String code() {
            return "still-advancing";
        }

        @Override
        public String detail() {
            return "It is still on its way to " + target + "; wait until it stands.";
        }
    }
}
