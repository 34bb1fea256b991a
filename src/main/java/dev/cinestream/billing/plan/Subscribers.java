package dev.cinestream.billing.plan;

/// What becomes of those who subscribed to a version before.
public enum Subscribers {
    /// They keep the version they have.
    STAY,
    /// They have the new version from their next period on.
    MOVE
}
