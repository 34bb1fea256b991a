package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.user.account.SecondFactorCommand.DisableSecondFactor;
import dev.cinestream.user.account.SecondFactorCommand.EnableSecondFactor;
import dev.cinestream.user.account.SecondFactorCommand.PrepareSecondFactor;
import dev.cinestream.user.account.SecondFactorCommand.ReplaceRecoveryCodes;
import dev.cinestream.user.account.SecondFactorCommand.UseCode;
import dev.cinestream.user.account.SecondFactorCommand.UseRecoveryCode;
import dev.cinestream.user.account.SecondFactorEvent.CodeUsed;
import dev.cinestream.user.account.SecondFactorEvent.RecoveryCodeUsed;
import dev.cinestream.user.account.SecondFactorEvent.RecoveryCodesReplaced;
import dev.cinestream.user.account.SecondFactorEvent.SecondFactorDisabled;
import dev.cinestream.user.account.SecondFactorEvent.SecondFactorEnabled;
import dev.cinestream.user.account.SecondFactorEvent.SecondFactorPrepared;
import java.util.List;

/// An active account's second factor.
///
/// ```
/// OFF ──prepare──▶ PREPARED ──enable──▶ ON ──disable──▶ OFF
///                   └prepare┘ (another secret)
/// ```
///
/// Invariants:
/// 1. It is on only after a code of its secret was shown: nobody locks themselves out.
/// 2. A step's code is good once, and none of an earlier step after it.
/// 3. A recovery code is good once; new ones void the old.
final class SecondFactorRules {

    private SecondFactorRules() {}

    static Decision<AccountEvent, AccountRejection> decide(
            SecondFactorCommand command, SecondFactor factor) {
        return switch (command) {
            case PrepareSecondFactor(Secret totp) ->
                    factor.isOn()
                            ? Decision.reject(new AccountRejection.SecondFactorOn())
                            : Decision.accept(new SecondFactorPrepared(totp));
            case EnableSecondFactor(long step, List<Secret> codes) ->
                    factor.prepared() == null
                            ? Decision.reject(new AccountRejection.SecondFactorNotPrepared())
                            : Decision.accept(new SecondFactorEnabled(step, codes));
            case UseCode(long step) ->
                    factor.isOn() && step > factor.lastStep()
                            ? Decision.accept(new CodeUsed(step))
                            : Decision.reject(new AccountRejection.CodeNotGood());
            case UseRecoveryCode(Secret code) -> decideRecovery(code, factor);
            case ReplaceRecoveryCodes(List<Secret> codes) ->
                    factor.isOn()
                            ? Decision.accept(new RecoveryCodesReplaced(codes))
                            : Decision.reject(new AccountRejection.SecondFactorOff());
            case DisableSecondFactor() ->
                    factor.isOn() ? Decision.accept(new SecondFactorDisabled()) : Decision.accept();
        };
    }

    private static Decision<AccountEvent, AccountRejection> decideRecovery(
            Secret code, SecondFactor factor) {
        int place = factor.recoveryCodes().indexOf(code);
        return place < 0
                ? Decision.reject(new AccountRejection.CodeNotGood())
                : Decision.accept(new RecoveryCodeUsed(place));
    }

    static SecondFactor evolve(SecondFactor factor, SecondFactorEvent event) {
        return switch (event) {
            case SecondFactorPrepared(Secret totp) -> factor.withPrepared(totp);
            case SecondFactorEnabled(long step, List<Secret> codes) -> factor.enabled(step, codes);
            case CodeUsed(long step) -> factor.withLastStep(step);
            case RecoveryCodeUsed(int place) -> factor.withoutRecoveryCode(place);
            case RecoveryCodesReplaced(List<Secret> codes) -> factor.withRecoveryCodes(codes);
            case SecondFactorDisabled() -> SecondFactor.OFF;
        };
    }
}
