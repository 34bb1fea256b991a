package dev.cinestream.billing.readmodel;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// Where a customer's subscription stands.
@RegisterForReflection
public enum CustomerStatus {
    /// Never subscribed.
    NONE,
    TRIALING,
    /// Begun, and its first bill not paid yet.
    PENDING,
    ACTIVE,
    /// A bill is not paid, though collecting it was tried; nothing is taken away yet.
    PAST_DUE,
    PAUSED,
    ENDED;

    /// Whether what the subscription's terms allow may be used.
    boolean isEntitled() {
        return this == TRIALING || this == ACTIVE || this == PAST_DUE;
    }
}
