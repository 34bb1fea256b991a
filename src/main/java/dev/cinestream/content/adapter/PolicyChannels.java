package dev.cinestream.content.adapter;

import dev.cinestream.content.policy.WhenTitleWithdrawnThenWithdrawWhatIsUnderIt;
import dev.cinestream.eventsourcing.process.PolicyRunner;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Feeds each policy of the catalog from its channel.
@ApplicationScoped
public class PolicyChannels {

    private final PolicyRunner runner;
    private final WhenTitleWithdrawnThenWithdrawWhatIsUnderIt withdrawal;

    public PolicyChannels(
            PolicyRunner runner, WhenTitleWithdrawnThenWithdrawWhatIsUnderIt withdrawal) {
        this.runner = runner;
        this.withdrawal = withdrawal;
    }

    @Incoming("withdrawal-of-what-is-under")
    public Uni<Void> withdrawal(ConsumerRecords<byte[], byte[]> polled) {
        return runner.react(withdrawal, polled);
    }
}
