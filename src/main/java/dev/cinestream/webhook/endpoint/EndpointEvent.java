package dev.cinestream.webhook.endpoint;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.webhook.Subscription;
import java.time.Instant;

/// What happens to an endpoint.
public sealed interface EndpointEvent {

    record EndpointRegistered(Subscription subscription, Secret secret) implements EndpointEvent {}

    record EndpointChanged(Subscription subscription) implements EndpointEvent {}

    /// @param oldUntil the secret before signs beside it until then
    record SecretRotated(Secret secret, Instant oldUntil) implements EndpointEvent {}

    record EndpointDisabled(Why why) implements EndpointEvent {}

    record EndpointEnabled() implements EndpointEvent {}

    record EndpointRemoved() implements EndpointEvent {}

    /// Why an endpoint is not told any more.
    enum Why {
        /// Somebody wanted it.
        ASKED,
        /// It answered 410: it is gone for ever.
        GONE
    }
}
