package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Secret;
import java.util.List;

/// What one can ask of an account's second factor. Which step a code belongs to is found out before; recovery codes come as
/// keyed hashes.
public sealed interface SecondFactorCommand extends AccountCommand {

    /// A secret that is in use as soon as its owner shows a code of it.
    record PrepareSecondFactor(Secret totp) implements SecondFactorCommand {}

    /// @param step of the first code that was shown
    record EnableSecondFactor(long step, List<Secret> recoveryCodes)
            implements SecondFactorCommand {
        public EnableSecondFactor {
            recoveryCodes = List.copyOf(recoveryCodes);
        }
    }

    record UseCode(long step) implements SecondFactorCommand {}

    record UseRecoveryCode(Secret code) implements SecondFactorCommand {}

    record ReplaceRecoveryCodes(List<Secret> recoveryCodes) implements SecondFactorCommand {
        public ReplaceRecoveryCodes {
            recoveryCodes = List.copyOf(recoveryCodes);
        }
    }

    record DisableSecondFactor() implements SecondFactorCommand {}
}
