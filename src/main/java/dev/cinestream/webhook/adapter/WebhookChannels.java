package dev.cinestream.webhook.adapter;

import dev.cinestream.eventsourcing.process.PolicyRunner;
import dev.cinestream.webhook.policy.WhenSomethingHappensThenTellWhoAsked;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Feeds the module's policy from its channel.
@ApplicationScoped
class WebhookChannels {

    private final PolicyRunner runner;
    private final WhenSomethingHappensThenTellWhoAsked telling;

    WebhookChannels(PolicyRunner runner, WhenSomethingHappensThenTellWhoAsked telling) {
        this.runner = runner;
        this.telling = telling;
    }

    @Incoming("webhooks")
    public Uni<Void> telling(ConsumerRecords<byte[], byte[]> polled) {
        return runner.react(telling, polled);
    }
}
