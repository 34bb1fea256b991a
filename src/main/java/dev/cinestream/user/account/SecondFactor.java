package dev.cinestream.user.account;

import dev.cinestream.eventsourcing.decider.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an account asks for besides its password: codes that change every 30 seconds (TOTP, RFC 6238), and recovery codes for
/// when whatever shows them is lost.
///
/// @param prepared a TOTP secret that waits for its first good code
/// @param totp the TOTP secret; null: off
/// @param lastStep the newest step whose code was used
/// @param recoveryCodes hashes of those that are left
public record SecondFactor(
        @Nullable Secret prepared,
        @Nullable Secret totp,
        long lastStep,
        List<Secret> recoveryCodes) {

    static final SecondFactor OFF = new SecondFactor(null, null, 0, List.of());

    public SecondFactor {
        recoveryCodes = List.copyOf(recoveryCodes);
    }

    public boolean isOn() {
        return totp != null;
    }

    SecondFactor withPrepared(Secret secret) {
        return new SecondFactor(secret, totp, lastStep, recoveryCodes);
    }

    /// On, with the secret that was prepared.
    SecondFactor enabled(long step, List<Secret> codes) {
        return new SecondFactor(null, prepared, step, codes);
    }

    SecondFactor withLastStep(long step) {
        return new SecondFactor(prepared, totp, step, recoveryCodes);
    }

    SecondFactor withRecoveryCodes(List<Secret> codes) {
        return new SecondFactor(prepared, totp, lastStep, codes);
    }

    SecondFactor withoutRecoveryCode(int place) {
        List<Secret> left = new ArrayList<>(recoveryCodes);
        left.remove(place);
        return withRecoveryCodes(left);
    }
}
