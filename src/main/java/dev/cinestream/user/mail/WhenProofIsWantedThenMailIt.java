package dev.cinestream.user.mail;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.process.AddressedCommand;
import dev.cinestream.eventsourcing.process.Policy;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.Email;
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
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.account.SecondFactorEvent;
import dev.cinestream.user.account.StaffEvent;
import dev.cinestream.user.emailclaim.EmailClaimState.Held;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Mails what proves that somebody reads an address, and what an owner should know. After a crash a mail may come twice;
/// it is the same then. What an account has no use for any more, since a newer challenge or its end came, is not mailed.
@ApplicationScoped
public class WhenProofIsWantedThenMailIt implements Policy {

    private final CommandBus bus;
    private final AccountMails mails;

    WhenProofIsWantedThenMailIt(CommandBus bus, AccountMails mails) {
        this.bus = bus;
        this.mails = mails;
    }

    @Override
    public String name() {
        return "account_mails";
    }

    @Override
    public List<String> categories() {
        return List.of(UserModule.ACCOUNT.category());
    }

    @Override
    public Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> envelope) {
        UUID account = envelope.metadata().streamId();
        Uni<Void> sent =
                switch ((AccountEvent) envelope.event()) {
                    case AccountRegistered(_, _, _, _, Challenge challenge) ->
                            confirmation(account, challenge);
                    case ChallengeRenewed(Challenge challenge) -> confirmation(account, challenge);
                    case EmailChangeRequested(_, Challenge challenge) ->
                            confirmation(account, challenge)
                                    .chain(() -> tellOldAddress(account, challenge));
                    case PasswordResetRequested(Challenge challenge) ->
                            toOwner(
                                    account,
                                    open ->
                                            challenge.equals(open.reset())
                                                    ? to(
                                                            open.email(),
                                                            address ->
                                                                    mails.passwordReset(
                                                                            address,
                                                                            open.language(),
                                                                            account,
                                                                            challenge))
                                                    : nothing());
                    case PasswordChanged _ ->
                            toOwner(
                                    account,
                                    open ->
                                            to(
                                                    open.email(),
                                                    address ->
                                                            mails.passwordChanged(
                                                                    address, open.language())));
                    case EmailConfirmed _,
                            ClaimUnwanted _,
                            AccountClosed _,
                            SecondFactorEvent _,
                            StaffEvent _ ->
                            nothing();
                };
        return sent.replaceWith(List.of());
    }

    private Uni<Void> confirmation(UUID account, Challenge challenge) {
        return toOwner(
                account,
                open -> {
                    var pending = open.pending();
                    return pending == null || !pending.challenge().equals(challenge)
                            ? nothing()
                            : confirmation(account, open, pending.email(), challenge);
                });
    }

    private Uni<Void> confirmation(UUID account, Open open, Email email, Challenge challenge) {
        return bus.head(UserModule.EMAIL_CLAIM, email.id())
                .chain(head ->
                        to(
                                email,
                                address ->
                                        head != null
                                                        && head.state() instanceof Held(UUID holder)
                                                        && !holder.equals(account)
                                                ? mails.accountExists(address, open.language())
                                                : proof(address, open, account, challenge)));
    }

    private Uni<Void> proof(String address, Open open, UUID account, Challenge challenge) {
        return open.isActive()
                ? mails.newEmail(address, open.language(), account, challenge)
                : mails.confirmation(address, open.language(), account, challenge);
    }

    /// So that an owner whose password somebody else knows can still stop it.
    private Uni<Void> tellOldAddress(UUID account, Challenge challenge) {
        return toOwner(
                account,
                open ->
                        isPending(challenge, open)
                                ? to(
                                        open.email(),
                                        address ->
                                                mails.emailChangeRequested(
                                                        address, open.language()))
                                : nothing());
    }

    private static boolean isPending(Challenge challenge, Open open) {
        return open.pending() != null && open.pending().challenge().equals(challenge);
    }

    private Uni<Void> toOwner(UUID account, Function<Open, Uni<Void>> mail) {
        return bus.head(UserModule.ACCOUNT, account)
                .chain(head ->
                        head != null && head.state() instanceof Open open
                                ? mail.apply(open)
                                : nothing());
    }

    /// Nobody, when the address is not there or its person was erased.
    private static Uni<Void> to(@Nullable Email email, Function<String, Uni<Void>> mail) {
        return Optional.ofNullable(email)
                .map(Email::address)
                .map(Personal::text)
                .map(mail)
                .orElseGet(WhenProofIsWantedThenMailIt::nothing);
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
