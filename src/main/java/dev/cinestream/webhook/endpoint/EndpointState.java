package dev.cinestream.webhook.endpoint;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.webhook.Subscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where an endpoint stands.
public sealed interface EndpointState {

    /// Not there.
    record None() implements EndpointState {}

    /// @param oldSecret the one before; null when there was none
    /// @param oldUntil until then it signs, too
    record Known(
            Subscription subscription,
            boolean enabled,
            Secret secret,
            @Nullable Secret oldSecret,
            @Nullable Instant oldUntil)
            implements EndpointState {

        Known with(Subscription next) {
            return new Known(next, enabled, secret, oldSecret, oldUntil);
        }

        Known with(boolean next) {
            return new Known(subscription, next, secret, oldSecret, oldUntil);
        }

        Known with(Secret next, Instant until) {
            return new Known(subscription, enabled, next, secret, until);
        }
    }

    /// Gone for ever.
    record Removed() implements EndpointState {}
}
