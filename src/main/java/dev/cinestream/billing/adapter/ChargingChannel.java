package dev.cinestream.billing.adapter;

import dev.cinestream.billing.policy.WhenPaymentRequestedThenCharge;
import dev.cinestream.eventsourcing.process.PolicyRunner;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Feeds the policy that talks to payment providers. A consumer of its own, so that a slow provider holds up nothing else.
@ApplicationScoped
class ChargingChannel {

    private final PolicyRunner runner;
    private final WhenPaymentRequestedThenCharge charging;

    ChargingChannel(PolicyRunner runner, WhenPaymentRequestedThenCharge charging) {
        this.runner = runner;
        this.charging = charging;
    }

    @Incoming("charging")
    public Uni<Void> charging(ConsumerRecords<byte[], byte[]> polled) {
        return runner.react(charging, polled);
    }
}
