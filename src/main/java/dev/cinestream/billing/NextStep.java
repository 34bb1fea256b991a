package dev.cinestream.billing;

import java.time.Instant;

/// When something happens by itself, and what. Part of each event that changes it, so that whoever waits for it need not know
/// the rules.
public record NextStep(Instant at, What what) {

    public enum What {
        /// The trial ends, and the first bill is made.
        TRIAL_ENDS,
        /// The next period begins and is billed.
        RENEWS,
        /// The subscription is over.
        ENDS,
        /// The pause begins.
        PAUSES,
        /// The pause is over, and the next period is billed.
        RESUMES,
        /// Payment is tried (again).
        PAYS,
        /// The provider is asked what became of a payment.
        ASKS,
        /// Payment is given up.
        GIVES_UP
    }
}
