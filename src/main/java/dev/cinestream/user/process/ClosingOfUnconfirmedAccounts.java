package dev.cinestream.user.process;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Deadlines;
import dev.cinestream.eventsourcing.process.ProcessManager;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent.DeadlinePassed;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountCommand;
import dev.cinestream.user.account.AccountCommand.CloseUnconfirmed;
import dev.cinestream.user.account.AccountEvent;
import dev.cinestream.user.account.AccountEvent.AccountClosed;
import dev.cinestream.user.account.AccountEvent.AccountRegistered;
import dev.cinestream.user.account.AccountEvent.EmailConfirmed;
import dev.cinestream.user.account.AccountRejection;
import dev.cinestream.user.account.AccountState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// An account whose address nobody confirmed within 30 days is closed: it was a slip of the pen, or somebody else's idea.
/// The account itself is the memory.
@ApplicationScoped
public class ClosingOfUnconfirmedAccounts
        implements ProcessManager<AccountCommand, AccountState, AccountEvent, AccountRejection> {

    static final Duration KEPT = Duration.ofDays(30);

    private static final String NAME = "closing_of_unconfirmed_accounts";
    private static final String CONFIRMED = "confirmed";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AggregateType<AccountCommand, AccountState, AccountEvent, AccountRejection> memory() {
        return UserModule.ACCOUNT;
    }

    @Override
    public List<String> hears() {
        return List.of();
    }

    @Override
    public List<AddressedCommand<AccountCommand, AccountState, AccountEvent, AccountRejection>>
            hear(Envelope<?> event) {
        return List.of();
    }

    @Override
    public List<AddressedCommand<AccountCommand, AccountState, AccountEvent, AccountRejection>>
            passed(DeadlinePassed deadline) {
        return List.of(AddressedCommand.of(memory(), deadline.about(), new CloseUnconfirmed()));
    }

    @Override
    public List<AddressedCommand<?, ?, ?, ?>> act(Metadata about, AccountEvent event) {
        UUID account = about.streamId();
        return switch (event) {
            case AccountRegistered _ ->
                    List.of(Deadlines.set(NAME, account, CONFIRMED, about.recordedAt().plus(KEPT)));
            case EmailConfirmed(_, UUID instead) when instead == null -> List.of(cancel(account));
            case AccountClosed(UUID email) when email == null -> List.of(cancel(account));
            default -> List.of();
        };
    }

    private static AddressedCommand<?, ?, ?, ?> cancel(UUID account) {
        return Deadlines.cancel(NAME, account, CONFIRMED);
    }
}
