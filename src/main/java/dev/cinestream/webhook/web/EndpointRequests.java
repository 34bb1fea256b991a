package dev.cinestream.webhook.web;

import dev.cinestream.webhook.Subscription;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What is sent and answered about endpoints.
public final class EndpointRequests {

    private EndpointRequests() {}

    @Schema(name = "WebhookEndpointSettings")
    public record Settings(
            @Schema(description = "https, and a public address") String url,
            @Schema(description = "Wire names of events, 1 to 100") List<String> types,
            @Schema(description = "Whose it is, 1 to 200 characters") String description) {

        Subscription subscription() {
            return new Subscription(url, types, description);
        }
    }

    @Schema(name = "WebhookSecret")
    public record SecretView(
            UUID id,
            @Schema(description = "Signs each delivery (Standard Webhooks)") String secret) {
        @Override
        public String toString() {
            return "SecretView[id=" + id + "]";
        }
    }

    @Schema(name = "WebhookEndpoint")
    public record EndpointView(
            UUID id, String url, List<String> types, String description, boolean enabled) {}

    @Schema(name = "WebhookEndpoints")
    public record EndpointList(List<EndpointView> endpoints) {}
}
