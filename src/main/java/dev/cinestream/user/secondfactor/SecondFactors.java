package dev.cinestream.user.secondfactor;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountRejection;
import dev.cinestream.user.account.SecondFactor;
import dev.cinestream.user.account.SecondFactorCommand;
import dev.cinestream.user.account.SecondFactorCommand.DisableSecondFactor;
import dev.cinestream.user.account.SecondFactorCommand.EnableSecondFactor;
import dev.cinestream.user.account.SecondFactorCommand.PrepareSecondFactor;
import dev.cinestream.user.account.SecondFactorCommand.ReplaceRecoveryCodes;
import dev.cinestream.user.account.SecondFactorCommand.UseCode;
import dev.cinestream.user.account.SecondFactorCommand.UseRecoveryCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The second factor of accounts: made, shown, asked for. The account's rules decide what is used up, so that of two who
/// show the same code at once one is let in.
///
/// Call it where a request is being served only.
@ApplicationScoped
public class SecondFactors {

    private final CommandBus bus;
    private final Commands commands;
    private final RecoveryCodes recoveryCodes;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(CommandBus bus, Commands commands, RecoveryCodes recoveryCodes) {
        this.bus = bus;
        this.commands = commands;
        this.recoveryCodes = recoveryCodes;
    }

    /// What an authenticator is given.
    ///
    /// @param secret in base32, to type
    /// @param uri to show as a QR code
    public record Setup(String secret, String uri) {
        @Override
        public String toString() {
            return "Setup"; // never the secret
        }
    }

    /// @param label which account the authenticator says its codes are for
    public Uni<Setup> prepare(UUID account, String label) {
        byte[] bytes = new byte[Totp.SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Totp.write(bytes);
        return execute(account, new PrepareSecondFactor(Secret.of(account, secret)))
                .map(Commands::committed)
                .replaceWith(new Setup(secret, Totp.uri(secret, label)));
    }

    /// The recovery codes, shown this once; empty when the code is not of the prepared secret.
    public Uni<Optional<List<String>>> enable(UUID account, SecondFactor factor, String code) {
        OptionalLong step = step(factor.prepared(), code.strip(), 0);
        if (step.isEmpty() && factor.prepared() != null) { // without a secret the rules refuse
            return Uni.createFrom().item(Optional.empty());
        }
        List<String> codes = recoveryCodes.make();
        return execute(
                        account,
                        new EnableSecondFactor(
                                step.orElse(0), recoveryCodes.hashes(account, codes)))
                .map(Commands::committed)
                .replaceWith(Optional.of(codes));
    }

    /// Whether the code is good. If so, it is used up.
    ///
    /// @param code the authenticator's, or a recovery code
    public Uni<Boolean> use(UUID account, SecondFactor factor, String code) {
        String typed = code.strip();
        if (!Totp.isCode(typed)) {
            return use(account, new UseRecoveryCode(recoveryCodes.hash(account, typed)));
        }
        OptionalLong step = step(factor.totp(), typed, factor.lastStep());
        return step.isPresent()
                ? use(account, new UseCode(step.getAsLong()))
                : Uni.createFrom().item(false);
    }

    private Uni<Boolean> use(UUID account, SecondFactorCommand command) {
        return execute(account, command)
                .map(result -> {
                    if (result instanceof CommandResult.Rejected<AccountRejection>(var no)
                            && no instanceof AccountRejection.CodeNotGood) {
                        return false;
                    }
                    Commands.committed(result);
                    return true;
                });
    }

    /// New recovery codes, shown this once; the old ones are no longer good.
    public Uni<List<String>> replaceRecoveryCodes(UUID account) {
        List<String> codes = recoveryCodes.make();
        return execute(account, new ReplaceRecoveryCodes(recoveryCodes.hashes(account, codes)))
                .map(Commands::committed)
                .replaceWith(codes);
    }

    public Uni<Void> disable(UUID account) {
        return execute(account, new DisableSecondFactor())
                .map(Commands::committed)
                .replaceWithVoid();
    }

    private static OptionalLong step(@Nullable Secret secret, String code, long after) {
        String text = secret == null ? null : secret.text();
        return text == null || !Totp.isCode(code)
                ? OptionalLong.empty()
                : Totp.step(text, code, Instant.now(), after);
    }

    private Uni<CommandResult<AccountRejection>> execute(
            UUID account, SecondFactorCommand command) {
        return bus.execute(
                UserModule.ACCOUNT, account, command, commands.request().once(account.toString()));
    }
}
