package dev.cinestream.webhook;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.schema.EventTypes;
import dev.cinestream.webhook.endpoint.Endpoint;
import dev.cinestream.webhook.endpoint.EndpointCommand;
import dev.cinestream.webhook.endpoint.EndpointEvent;
import dev.cinestream.webhook.endpoint.EndpointRejection;
import dev.cinestream.webhook.endpoint.EndpointState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/// What the engine is told of this module.
@Dependent
@RegisterForReflection(
        targets = {
            EndpointEvent.EndpointRegistered.class,
            EndpointEvent.EndpointChanged.class,
            EndpointEvent.SecretRotated.class,
            EndpointEvent.EndpointDisabled.class,
            EndpointEvent.EndpointEnabled.class,
            EndpointEvent.EndpointRemoved.class,
            EndpointEvent.Why.class,
            EndpointState.class,
            EndpointState.None.class,
            EndpointState.Known.class,
            EndpointState.Removed.class,
            Subscription.class
        })
public class WebhookModule {

    public static final EventTypes<EndpointEvent> ENDPOINT_EVENTS =
            EventTypes.of(EndpointEvent.class)
                    .type("webhook.endpoint-registered.v1", EndpointEvent.EndpointRegistered.class)
                    .type("webhook.endpoint-changed.v1", EndpointEvent.EndpointChanged.class)
                    .type("webhook.secret-rotated.v1", EndpointEvent.SecretRotated.class)
                    .type("webhook.endpoint-disabled.v1", EndpointEvent.EndpointDisabled.class)
                    .type("webhook.endpoint-enabled.v1", EndpointEvent.EndpointEnabled.class)
                    .type("webhook.endpoint-removed.v1", EndpointEvent.EndpointRemoved.class);

    public static final AggregateType<
                    EndpointCommand, EndpointState, EndpointEvent, EndpointRejection>
            ENDPOINT =
                    new AggregateType<>(
                            "webhook.endpoint",
                            new Endpoint(),
                            ENDPOINT_EVENTS,
                            EndpointState.class);

    @Produces
    AggregateType<EndpointCommand, EndpointState, EndpointEvent, EndpointRejection> endpoint() {
        return ENDPOINT;
    }
}
