package dev.cinestream.billing.adapter;

import dev.cinestream.billing.policy.BillingFlow;
import dev.cinestream.eventsourcing.process.PolicyRunner;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Feeds billing's flow from its channel.
@ApplicationScoped
class BillingFlowChannel {

    private final PolicyRunner runner;
    private final BillingFlow flow;

    BillingFlowChannel(PolicyRunner runner, BillingFlow flow) {
        this.runner = runner;
        this.flow = flow;
    }

    @Incoming("billing-flow")
    public Uni<Void> flow(ConsumerRecords<byte[], byte[]> polled) {
        return runner.react(flow, polled);
    }
}
