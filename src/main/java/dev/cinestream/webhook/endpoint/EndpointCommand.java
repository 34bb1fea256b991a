package dev.cinestream.webhook.endpoint;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.webhook.Subscription;
import dev.cinestream.webhook.endpoint.EndpointEvent.Why;
import java.time.Instant;

/// What may be asked of an endpoint.
public sealed interface EndpointCommand {

    record RegisterEndpoint(Subscription subscription, Secret secret) implements EndpointCommand {}

    record ChangeEndpoint(Subscription subscription) implements EndpointCommand {}

    /// @param oldUntil the secret before signs beside it until then
    record RotateSecret(Secret secret, Instant oldUntil) implements EndpointCommand {}

    record DisableEndpoint(Why why) implements EndpointCommand {}

    record EnableEndpoint() implements EndpointCommand {}

    record RemoveEndpoint() implements EndpointCommand {}
}
