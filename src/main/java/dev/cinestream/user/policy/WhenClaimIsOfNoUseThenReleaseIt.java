package dev.cinestream.user.policy;

import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Policy;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountEvent;
import dev.cinestream.user.account.AccountEvent.AccountClosed;
import dev.cinestream.user.account.AccountEvent.AccountRegistered;
import dev.cinestream.user.account.AccountEvent.ChallengeRenewed;
import dev.cinestream.user.account.AccountEvent.ClaimUnwanted;
import dev.cinestream.user.account.AccountEvent.EmailChangeRequested;
import dev.cinestream.user.account.AccountEvent.EmailConfirmed;
import dev.cinestream.user.account.AccountEvent.PasswordChanged;
import dev.cinestream.user.account.AccountEvent.PasswordResetRequested;
import dev.cinestream.user.account.SecondFactorEvent;
import dev.cinestream.user.account.StaffEvent;
import dev.cinestream.user.emailclaim.EmailClaimCommand.ReleaseEmail;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An address that its account gave up, or came too late for, is free for others.
@ApplicationScoped
public class WhenClaimIsOfNoUseThenReleaseIt implements Policy {

    @Override
    public String name() {
        return "release_of_email_claims";
    }

    @Override
    public List<String> categories() {
        return List.of(UserModule.ACCOUNT.category());
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> envelope) {
        UUID account = envelope.metadata().streamId();
        UUID unused = unused((AccountEvent) envelope.event());
        return Uni.createFrom()
                .item(
                        unused == null
                                ? List.of()
                                : List.of(
                                        AddressedCommand.of(
                                                UserModule.EMAIL_CLAIM,
                                                unused,
                                                new ReleaseEmail(account))));
    }

    private static @Nullable UUID unused(AccountEvent event) {
        return switch (event) {
            case EmailConfirmed(_, UUID instead) -> instead;
            case ClaimUnwanted(UUID email) -> email;
            case AccountClosed(UUID email) -> email;
            case AccountRegistered _,
                    ChallengeRenewed _,
                    EmailChangeRequested _,
                    PasswordChanged _,
                    PasswordResetRequested _,
                    SecondFactorEvent _,
                    StaffEvent _ ->
                    null;
        };
    }
}
