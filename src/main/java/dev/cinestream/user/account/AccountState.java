package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.Email;
import org.jspecify.annotations.Nullable;

/// Where an account stands.
public sealed interface AccountState {

    /// Not there.
    record None() implements AccountState {}

    /// Registered; or active, when it has a confirmed address.
    ///
    /// @param email the confirmed address
    /// @param pending the address that is to be confirmed
    /// @param reset the mail that a new password may be set with
    record Open(
            @Nullable Email email,
            @Nullable Pending pending,
            Secret passwordHash,
            @Nullable Challenge reset,
            String language)
            implements AccountState {

        public boolean isActive() {
            return email != null;
        }

        Open withPending(@Nullable Pending next) {
            return new Open(email, next, passwordHash, reset, language);
        }

        Open withConfirmed(@Nullable Email confirmed) {
            return new Open(confirmed, null, passwordHash, reset, language);
        }

        Open withPassword(Secret hash) {
            return new Open(email, pending, hash, null, language);
        }

        Open withReset(Challenge challenge) {
            return new Open(email, pending, passwordHash, challenge, language);
        }
    }

    /// Gone for ever.
    record Closed() implements AccountState {}

    /// An address and the mail that proves it.
    record Pending(Email email, Challenge challenge) {}
}
