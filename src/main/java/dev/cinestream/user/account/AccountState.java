package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.Email;
import dev.cinestream.user.StaffRole;
import java.util.List;
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
    /// @param roles in the order of [StaffRole]
    record Open(
            @Nullable Email email,
            @Nullable Pending pending,
            Secret passwordHash,
            @Nullable Challenge reset,
            String language,
            SecondFactor secondFactor,
            List<StaffRole> roles)
            implements AccountState {

        public Open {
            roles = List.copyOf(roles);
        }

        static Open registered(
                Email email, Challenge challenge, Secret passwordHash, String language) {
            return new Open(
                    null,
                    new Pending(email, challenge),
                    passwordHash,
                    null,
                    language,
                    SecondFactor.OFF,
                    List.of());
        }

        public boolean isActive() {
            return email != null;
        }

        Open withPending(Pending next) {
            return new Open(email, next, passwordHash, reset, language, secondFactor, roles);
        }

        Open withConfirmed(Email confirmed) {
            return new Open(confirmed, null, passwordHash, reset, language, secondFactor, roles);
        }

        /// Whoever asked for another address with the password of before does not get it any more.
        Open withPassword(Secret hash) {
            return new Open(email, null, hash, null, language, secondFactor, roles);
        }

        Open withReset(Challenge challenge) {
            return new Open(email, pending, passwordHash, challenge, language, secondFactor, roles);
        }

        Open withSecondFactor(SecondFactor next) {
            return new Open(email, pending, passwordHash, reset, language, next, roles);
        }

        Open withRoles(List<StaffRole> next) {
            return new Open(email, pending, passwordHash, reset, language, secondFactor, next);
        }
    }

    /// Gone for ever.
    record Closed() implements AccountState {}

    /// An address and the mail that proves it.
    record Pending(Email email, Challenge challenge) {}
}
