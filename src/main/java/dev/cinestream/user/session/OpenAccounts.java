package dev.cinestream.user.session;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.emailclaim.EmailClaimState.Held;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// The accounts that are not closed, as their rules see them at this moment.
@ApplicationScoped
public class OpenAccounts {

    private final CommandBus bus;

    OpenAccounts(CommandBus bus) {
        this.bus = bus;
    }

    public Uni<Optional<Open>> find(UUID account) {
        return bus.head(UserModule.ACCOUNT, account)
                .map(head ->
                        head != null && head.state() instanceof Open open
                                ? Optional.of(open)
                                : Optional.empty());
    }

    /// Whose an address is. A claim that the account has not heard of yet counts: it was made by who reads its mail.
    ///
    /// @param claim the address's
    public Uni<Optional<UUID>> holder(UUID claim) {
        return bus.head(UserModule.EMAIL_CLAIM, claim)
                .map(head ->
                        head != null && head.state() instanceof Held(UUID account)
                                ? Optional.of(account)
                                : Optional.empty());
    }
}
