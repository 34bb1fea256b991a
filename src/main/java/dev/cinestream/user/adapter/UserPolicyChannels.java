package dev.cinestream.user.adapter;

import dev.cinestream.eventsourcing.process.PolicyRunner;
import dev.cinestream.user.mail.WhenProofIsWantedThenMailIt;
import dev.cinestream.user.policy.WhenAccountBeginsThenOpenHousehold;
import dev.cinestream.user.policy.WhenClaimIsOfNoUseThenReleaseIt;
import dev.cinestream.user.policy.WhenEmailClaimedThenConfirmIt;
import dev.cinestream.user.policy.WhenPasswordChangedThenEndSessions;
import dev.cinestream.user.process.ClosingOfUnconfirmedAccounts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Feeds each policy about accounts from its channel.
@ApplicationScoped
class UserPolicyChannels {

    private final PolicyRunner runner;
    private final WhenEmailClaimedThenConfirmIt confirmation;
    private final WhenClaimIsOfNoUseThenReleaseIt release;
    private final WhenPasswordChangedThenEndSessions sessions;
    private final WhenProofIsWantedThenMailIt mails;
    private final WhenAccountBeginsThenOpenHousehold households;
    private final ClosingOfUnconfirmedAccounts closing;

    UserPolicyChannels(
            PolicyRunner runner,
            WhenEmailClaimedThenConfirmIt confirmation,
            WhenClaimIsOfNoUseThenReleaseIt release,
            WhenPasswordChangedThenEndSessions sessions,
            WhenProofIsWantedThenMailIt mails,
            WhenAccountBeginsThenOpenHousehold households,
            ClosingOfUnconfirmedAccounts closing) {
        this.runner = runner;
        this.confirmation = confirmation;
        this.release = release;
        this.sessions = sessions;
        this.mails = mails;
        this.households = households;
        this.closing = closing;
    }

    @Incoming("confirmation-of-claimed-email")
    public Uni<Void> confirmation(ConsumerRecords<byte[], byte[]> polled) {
        return runner.react(confirmation, polled);
    }

    @Incoming("release-of-email-claims")
    public Uni<Void> release(ConsumerRecords<byte[], byte[]> polled) {
        return runner.react(release, polled);
    }

    @Incoming("end-of-sessions")
    public Uni<Void> sessions(ConsumerRecords<byte[], byte[]> polled) {
        return runner.react(sessions, polled);
    }

    @Incoming("account-mails")
    public Uni<Void> mails(ConsumerRecords<byte[], byte[]> polled) {
        return runner.react(mails, polled);
    }

    @Incoming("opening-of-households")
    public Uni<Void> households(ConsumerRecords<byte[], byte[]> polled) {
        return runner.react(households, polled);
    }

    @Incoming("closing-of-unconfirmed-accounts")
    public Uni<Void> closing(ConsumerRecords<byte[], byte[]> polled) {
        return runner.react(closing, polled);
    }
}
