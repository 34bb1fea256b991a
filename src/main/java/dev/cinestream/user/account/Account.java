package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.Email;
import dev.cinestream.user.account.AccountCommand.ChangeEmail;
import dev.cinestream.user.account.AccountCommand.ChangePassword;
import dev.cinestream.user.account.AccountCommand.CloseAccount;
import dev.cinestream.user.account.AccountCommand.CloseUnconfirmed;
import dev.cinestream.user.account.AccountCommand.ConfirmEmail;
import dev.cinestream.user.account.AccountCommand.RegisterAccount;
import dev.cinestream.user.account.AccountCommand.RenewChallenge;
import dev.cinestream.user.account.AccountCommand.RequestPasswordReset;
import dev.cinestream.user.account.AccountCommand.ResetPassword;
import dev.cinestream.user.account.AccountEvent.AccountClosed;
import dev.cinestream.user.account.AccountEvent.AccountRegistered;
import dev.cinestream.user.account.AccountEvent.ChallengeRenewed;
import dev.cinestream.user.account.AccountEvent.ClaimUnwanted;
import dev.cinestream.user.account.AccountEvent.EmailChangeRequested;
import dev.cinestream.user.account.AccountEvent.EmailConfirmed;
import dev.cinestream.user.account.AccountEvent.PasswordChanged;
import dev.cinestream.user.account.AccountEvent.PasswordResetRequested;
import dev.cinestream.user.account.AccountEvent.Way;
import dev.cinestream.user.account.AccountState.Closed;
import dev.cinestream.user.account.AccountState.None;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.account.AccountState.Pending;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who pays and logs in.
///
/// ```
/// none ──register──▶ UNCONFIRMED ──confirm──▶ ACTIVE ──close──▶ CLOSED
///                         └──────────close───────────────────────▲
/// ```
///
/// Invariants:
/// 1. An account has one confirmed address at most, and that is claimed for it.
/// 2. A password is changed by who knows it, or by who reads the mail of the confirmed address.
/// 3. A challenge is met once, until it expires, and only the newest.
/// 4. A claim that is of no use (any more) is named in an event, so that it is released.
/// 5. Nothing happens to a closed account.
/// 6. A new password stops a change of address that waits to be confirmed.
///
/// [SecondFactorRules] and [StaffRules] are its other parts.
public final class Account
        implements Decider<AccountCommand, AccountState, AccountEvent, AccountRejection> {

    @Override
    public AccountState initial() {
        return new None();
    }

    @Override
    public Decision<AccountEvent, AccountRejection> decide(
            AccountCommand command, AccountState state) {
        return switch (command) {
            case RegisterAccount register -> decideRegister(register, state);
            case RenewChallenge(Challenge challenge) ->
                    open(state, account -> decideRenew(challenge, account));
            case ChangeEmail(Email email, Challenge challenge) ->
                    active(state, account -> decideChangeEmail(email, challenge, account));
            case ConfirmEmail(UUID email) -> decideConfirm(email, state);
            case ChangePassword(Secret hash) ->
                    active(state, _ -> Decision.accept(new PasswordChanged(hash, Way.KNOWN)));
            case RequestPasswordReset(Challenge challenge) ->
                    active(state, _ -> Decision.accept(new PasswordResetRequested(challenge)));
            case ResetPassword reset -> active(state, account -> decideReset(reset, account));
            case CloseAccount() -> decideClose(state);
            case CloseUnconfirmed() ->
                    state instanceof Open account && !account.isActive()
                            ? decideClose(state)
                            : Decision.accept();
            case SecondFactorCommand asked ->
                    active(
                            state,
                            account -> SecondFactorRules.decide(asked, account.secondFactor()));
            case StaffCommand asked -> active(state, account -> StaffRules.decide(asked, account));
        };
    }

    private static Decision<AccountEvent, AccountRejection> decideRegister(
            RegisterAccount register, AccountState state) {
        if (!(state instanceof None)) {
            return Decision.reject(new AccountRejection.AccountExists());
        }
        List<Flaw> flaws =
                AccountRules.flawsOf(register.email(), register.language(), register.country());
        return flaws.isEmpty()
                ? Decision.accept(
                        new AccountRegistered(
                                register.email(),
                                register.passwordHash(),
                                register.language(),
                                register.country(),
                                register.challenge()))
                : Decision.reject(new AccountRejection.InvalidAccount(flaws));
    }

    private static Decision<AccountEvent, AccountRejection> decideRenew(
            Challenge challenge, Open account) {
        return account.pending() == null
                ? Decision.accept()
                : Decision.accept(new ChallengeRenewed(challenge));
    }

    private static Decision<AccountEvent, AccountRejection> decideChangeEmail(
            Email email, Challenge challenge, Open account) {
        List<Flaw> flaws = AccountRules.flawsOf(email);
        if (!flaws.isEmpty()) {
            return Decision.reject(new AccountRejection.InvalidAccount(flaws));
        }
        return isConfirmed(email.id(), account)
                ? Decision.accept()
                : Decision.accept(new EmailChangeRequested(email, challenge));
    }

    private static Decision<AccountEvent, AccountRejection> decideConfirm(
            UUID email, AccountState state) {
        return switch (state) {
            case None() -> Decision.reject(new AccountRejection.NoSuchAccount());
            case Open account when isConfirmed(email, account) -> Decision.accept();
            case Open account when isPending(email, account) ->
                    Decision.accept(new EmailConfirmed(email, idOf(account)));
            case Open _, Closed _ -> Decision.accept(new ClaimUnwanted(email));
        };
    }

    private static Decision<AccountEvent, AccountRejection> decideReset(
            ResetPassword reset, Open account) {
        Challenge challenge = account.reset();
        return challenge != null && challenge.isMetBy(reset.answer(), reset.at())
                ? Decision.accept(new PasswordChanged(reset.passwordHash(), Way.MAILED))
                : Decision.reject(new AccountRejection.ChallengeNotMet());
    }

    private static Decision<AccountEvent, AccountRejection> decideClose(AccountState state) {
        return switch (state) {
            case None() -> Decision.reject(new AccountRejection.NoSuchAccount());
            case Open account -> Decision.accept(new AccountClosed(idOf(account)));
            case Closed() -> Decision.accept();
        };
    }

    @Override
    public AccountState evolve(AccountState state, AccountEvent event) {
        return switch (event) {
            case AccountRegistered(var email, var hash, var language, _, var challenge) ->
                    Open.registered(email, challenge, hash, language);
            case ChallengeRenewed(var challenge) -> {
                Open account = there(state, event);
                Pending pending = account.pending();
                yield pending == null
                        ? account
                        : account.withPending(new Pending(pending.email(), challenge));
            }
            case EmailChangeRequested(var email, var challenge) ->
                    there(state, event).withPending(new Pending(email, challenge));
            case EmailConfirmed _ -> confirmed(there(state, event));
            case ClaimUnwanted _ -> state;
            case PasswordChanged(var hash, _) -> there(state, event).withPassword(hash);
            case PasswordResetRequested(var challenge) -> there(state, event).withReset(challenge);
            case AccountClosed _ -> new Closed();
            case SecondFactorEvent happened -> {
                Open account = there(state, event);
                yield account.withSecondFactor(
                        SecondFactorRules.evolve(account.secondFactor(), happened));
            }
            case StaffEvent happened -> StaffRules.evolve(there(state, event), happened);
        };
    }

    private static AccountState confirmed(Open account) {
        Pending pending = account.pending();
        if (pending == null) {
            throw new IllegalStateException("EmailConfirmed without an address to confirm");
        }
        return account.withConfirmed(pending.email());
    }

    private interface OnAccount {
        Decision<AccountEvent, AccountRejection> decide(Open account);
    }

    /// An open account, confirmed or not; a closed one is as if it were not there.
    private static Decision<AccountEvent, AccountRejection> open(
            AccountState state, OnAccount then) {
        return switch (state) {
            case None(), Closed() -> Decision.reject(new AccountRejection.NoSuchAccount());
            case Open account -> then.decide(account);
        };
    }

    private static Decision<AccountEvent, AccountRejection> active(
            AccountState state, OnAccount then) {
        return open(
                state,
                account ->
                        account.isActive()
                                ? then.decide(account)
                                : Decision.reject(new AccountRejection.NotConfirmed()));
    }

    private static Open there(AccountState state, AccountEvent event) {
        if (state instanceof Open account) {
            return account;
        }
        throw new IllegalStateException(
                event.getClass().getSimpleName() + " of an account that is not open");
    }

    private static boolean isConfirmed(UUID email, Open account) {
        return email.equals(idOf(account));
    }

    private static boolean isPending(UUID email, Open account) {
        return account.pending() != null && account.pending().email().id().equals(email);
    }

    private static @Nullable UUID idOf(Open account) {
        return account.email() == null ? null : account.email().id();
    }
}
