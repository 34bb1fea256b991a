package dev.cinestream.user.policy;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Policy;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountCommand.ConfirmEmail;
import dev.cinestream.user.emailclaim.EmailClaimEvent;
import dev.cinestream.user.emailclaim.EmailClaimEvent.EmailClaimed;
import dev.cinestream.user.emailclaim.EmailClaimEvent.EmailReleased;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// An address that was claimed for an account becomes its address. The claim comes first, since it alone can tell whether
/// another has the address; a crash in between leaves nothing half done.
@ApplicationScoped
public class WhenEmailClaimedThenConfirmIt implements Policy {

    @Override
    public String name() {
        return "confirmation_of_claimed_email";
    }

    @Override
    public List<String> categories() {
        return List.of(UserModule.EMAIL_CLAIM.category());
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> envelope) {
        UUID email = envelope.metadata().streamId();
        List<AddressedCommand<?, ?, ?, ?>> commands =
                switch ((EmailClaimEvent) envelope.event()) {
                    case EmailClaimed(UUID account) ->
                            List.of(
                                    AddressedCommand.of(
                                            UserModule.ACCOUNT, account, new ConfirmEmail(email)));
                    case EmailReleased _ -> List.of();
                };
        return Uni.createFrom().item(commands);
    }
}
