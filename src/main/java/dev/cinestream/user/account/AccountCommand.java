package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.Email;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one can ask of an account. Passwords come as Argon2id hashes in PHC's string form, never in clear.
public sealed interface AccountCommand
        permits AccountCommand.RegisterAccount,
                AccountCommand.RenewChallenge,
                AccountCommand.ChangeEmail,
                AccountCommand.ConfirmEmail,
                AccountCommand.ChangePassword,
                AccountCommand.RequestPasswordReset,
                AccountCommand.ResetPassword,
                AccountCommand.CloseAccount,
                AccountCommand.CloseUnconfirmed,
                SecondFactorCommand,
                StaffCommand {

    /// @param language of mails, BCP 47
    /// @param country where its household watches, ISO 3166-1 alpha-2; null while that is not said
    record RegisterAccount(
            Email email,
            Secret passwordHash,
            String language,
            @Nullable String country,
            Challenge challenge)
            implements AccountCommand {}

    /// Another mail that proves the address; those before are no longer good.
    record RenewChallenge(Challenge challenge) implements AccountCommand {}

    /// Takes another address, once it is confirmed.
    record ChangeEmail(Email email, Challenge challenge) implements AccountCommand {}

    /// The address is claimed for this account.
    ///
    /// @param email the claim's id
    record ConfirmEmail(UUID email) implements AccountCommand {}

    record ChangePassword(Secret passwordHash) implements AccountCommand {}

    record RequestPasswordReset(Challenge challenge) implements AccountCommand {}

    /// @param answer the id of the challenge that was mailed
    record ResetPassword(UUID answer, Instant at, Secret passwordHash) implements AccountCommand {}

    record CloseAccount() implements AccountCommand {}

    /// Closes it if its address was never confirmed.
    record CloseUnconfirmed() implements AccountCommand {}
}
