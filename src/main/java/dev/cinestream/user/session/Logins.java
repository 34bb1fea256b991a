package dev.cinestream.user.session;

import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.account.SecondFactor;
import dev.cinestream.user.credential.Attempts;
import dev.cinestream.user.credential.Attempts.Both;
import dev.cinestream.user.credential.EmailIds;
import dev.cinestream.user.credential.Passwords;
import dev.cinestream.user.secondfactor.SecondFactors;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Logging in with address and password, and with a code where the account asks for one. Whether there is an account shows neither in the answer nor in the time it takes.
@ApplicationScoped
public class Logins {

    private final OpenAccounts accounts;
    private final EmailIds emailIds;
    private final Passwords passwords;
    private final Attempts attempts;
    private final SecondFactors factors;
    private final Sessions sessions;

    Logins(
            OpenAccounts accounts,
            EmailIds emailIds,
            Passwords passwords,
            Attempts attempts,
            SecondFactors factors,
            Sessions sessions) {
        this.accounts = accounts;
        this.emailIds = emailIds;
        this.passwords = passwords;
        this.attempts = attempts;
        this.factors = factors;
        this.sessions = sessions;
    }

    /// What a device shows.
    ///
    /// @param code of the second factor; null when none was typed
    public record Credentials(String email, String password, @Nullable String code) {
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    /// How an attempt ended.
    public sealed interface Outcome {
        record LoggedIn(Sessions.Tokens tokens) implements Outcome {}

        /// No such account, or another password.
        record Refused() implements Outcome {}

        /// The password is right, and a code is wanted, too.
        record CodeWanted() implements Outcome {}

        /// The password is right, and the code is not.
        record WrongCode() implements Outcome {}

        /// Too many failures about this account, or from this address; nothing was looked at.
        record Later(Duration after) implements Outcome {}
    }

    private record Known(UUID id, Open account) {}

    /// Whence an attempt comes, and with which device.
    private record Attempt(UUID claim, Credentials shown, String device, String address) {}

    /// @param address where the request comes from
    public Uni<Outcome> logIn(Credentials shown, String device, String address) {
        var attempt = new Attempt(emailIds.of(shown.email()), shown, device, address);
        return attempts.begin(Both.GUESS, attempt.claim(), address)
                .chain(wait ->
                        wait.isPositive()
                                ? Uni.createFrom().item(new Outcome.Later(wait))
                                : tried(attempt));
    }

    private Uni<Outcome> tried(Attempt attempt) {
        return account(attempt.claim())
                .chain(known ->
                        passwords
                                .matches(attempt.shown().password(), hash(known))
                                .chain(matches ->
                                        matches
                                                ? withPassword(known.orElseThrow(), attempt)
                                                : ended(new Outcome.Refused())));
    }

    private static @Nullable String hash(Optional<Known> known) {
        return known.map(there -> there.account().passwordHash().text()).orElse(null);
    }

    private Uni<Outcome> withPassword(Known known, Attempt attempt) {
        SecondFactor factor = known.account().secondFactor();
        String code = attempt.shown().code();
        if (!factor.isOn()) {
            return admitted(known, attempt);
        }
        if (code == null) {
            return attempts.forgive(Both.GUESS, attempt.claim(), attempt.address())
                    .replaceWith(new Outcome.CodeWanted());
        }
        return factors.use(known.id(), factor, code)
                .chain(good -> good ? admitted(known, attempt) : ended(new Outcome.WrongCode()));
    }

    private Uni<Outcome> admitted(Known known, Attempt attempt) {
        return attempts.redeem(Both.GUESS, attempt.claim(), attempt.address())
                .chain(() -> sessions.open(known.id(), attempt.device()))
                .map(tokens ->
                        tokens.<Outcome>map(Outcome.LoggedIn::new).orElseGet(Outcome.Refused::new));
    }

    private static Uni<Outcome> ended(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }

    private Uni<Optional<Known>> account(UUID claim) {
        return accounts.holder(claim)
                .map(holder -> holder.orElse(claim)) // nobody's: looked for all the same
                .chain(id ->
                        accounts.find(id).map(found -> found.map(open -> new Known(id, open))));
    }
}
