package dev.cinestream.billing.customer;

import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.Terms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to happen at the end of a period, or of a trial.
///
/// @param change the terms from then on; null when they stay
/// @param then whether it goes on. Of a cancellation and a pause, what was asked last counts
public record Schedule(@Nullable Terms change, Then then) {

    /// How a period ends.
    public sealed interface Then {
        /// The next one begins.
        record Renews() implements Then {}

        /// It was the last.
        record Ends() implements Then {}

        /// The next one begins after a pause.
        record Pauses(Instant until) implements Then {}
    }

    /// Nothing but a renewal.
    static final Schedule RENEWAL = new Schedule(null, new Then.Renews());

    Schedule changing(@Nullable Terms next) {
        return new Schedule(next, then);
    }

    Schedule then(Then next) {
        return new Schedule(change, next);
    }

    /// The terms of the next period.
    Terms termsAfter(Terms present) {
        return change == null ? present : change;
    }

    /// @param renews what a renewal is called there
    NextStep at(Instant end, NextStep.What renews) {
        return new NextStep(
                end,
                switch (then) {
                    case Then.Renews() -> renews;
                    case Then.Ends() -> NextStep.What.ENDS;
                    case Then.Pauses _ -> NextStep.What.PAUSES;
                });
    }
}
