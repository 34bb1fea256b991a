package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.Email;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to an account.
public sealed interface AccountEvent
        permits AccountEvent.AccountRegistered,
                AccountEvent.ChallengeRenewed,
                AccountEvent.EmailChangeRequested,
                AccountEvent.EmailConfirmed,
                AccountEvent.ClaimUnwanted,
                AccountEvent.PasswordChanged,
                AccountEvent.PasswordResetRequested,
                AccountEvent.AccountClosed,
                SecondFactorEvent,
                StaffEvent {

    /// @param country where its household watches; null when that was not said
    record AccountRegistered(
            Email email,
            Secret passwordHash,
            String language,
            @Nullable String country,
            Challenge challenge)
            implements AccountEvent {}

    record ChallengeRenewed(Challenge challenge) implements AccountEvent {}

    record EmailChangeRequested(Email email, Challenge challenge) implements AccountEvent {}

    /// @param email the claim's id
    /// @param instead the claim that is no longer needed; null for the first address
    record EmailConfirmed(UUID email, @Nullable UUID instead) implements AccountEvent {}

    /// A claim was made that the account has no use for (any more).
    record ClaimUnwanted(UUID email) implements AccountEvent {}

    record PasswordChanged(Secret passwordHash, Way way) implements AccountEvent {}

    record PasswordResetRequested(Challenge challenge) implements AccountEvent {}

    /// @param email the claim that is no longer needed; null when there was none
    record AccountClosed(@Nullable UUID email) implements AccountEvent {}

    /// How a password was changed.
    enum Way {
        /// By who knew the one before.
        KNOWN,
        /// By who reads the account's mail.
        MAILED
    }
}
