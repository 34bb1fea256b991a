package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Secret;
import java.util.List;

/// What happens to an account's second factor.
public sealed interface SecondFactorEvent extends AccountEvent {

    record SecondFactorPrepared(Secret totp) implements SecondFactorEvent {}

    record SecondFactorEnabled(long step, List<Secret> recoveryCodes) implements SecondFactorEvent {
        public SecondFactorEnabled {
            recoveryCodes = List.copyOf(recoveryCodes);
        }
    }

    record CodeUsed(long step) implements SecondFactorEvent {}

    /// @param place among those that were left, from 0 on
    record RecoveryCodeUsed(int place) implements SecondFactorEvent {}

    record RecoveryCodesReplaced(List<Secret> recoveryCodes) implements SecondFactorEvent {
        public RecoveryCodesReplaced {
            recoveryCodes = List.copyOf(recoveryCodes);
        }
    }

    record SecondFactorDisabled() implements SecondFactorEvent {}
}
