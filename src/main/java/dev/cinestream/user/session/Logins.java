package dev.cinestream.user.session;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.credential.Attempts;
import dev.cinestream.user.credential.Attempts.Kind;
import dev.cinestream.user.credential.EmailIds;
import dev.cinestream.user.credential.Passwords;
import dev.cinestream.user.emailclaim.EmailClaimState.Held;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Logging in with address and password. Whether there is an account shows neither in the answer nor in the time it takes.
@ApplicationScoped
public class Logins {

    private final CommandBus bus;
    private final EmailIds emailIds;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Sessions sessions;

    Logins(
            CommandBus bus,
            EmailIds emailIds,
            Passwords passwords,
            Attempts attempts,
            Sessions sessions) {
        this.bus = bus;
        this.emailIds = emailIds;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    /// How an attempt ended.
    public sealed interface Outcome {
        record LoggedIn(Sessions.Tokens tokens) implements Outcome {}

        /// No such account, or another password.
        record Refused() implements Outcome {}

        /// Too many failures about this account, or from this address; nothing was looked at.
        record Later(Duration after) implements Outcome {}
    }

    private record Known(UUID id, @Nullable String passwordHash) {}

    /// @param address where the request comes from
    public Uni<Outcome> logIn(String email, String password, String device, String address) {
        UUID claim = emailIds.of(email);
        return Uni.combine()
                .all()
                .unis(
                        attempts.wait(Kind.LOGIN, claim.toString()),
                        attempts.wait(Kind.ADDRESS, address))
                .with((one, other) -> one.compareTo(other) > 0 ? one : other)
                .chain(wait ->
                        wait.isPositive()
                                ? Uni.createFrom().item(new Outcome.Later(wait))
                                : attempt(claim, password, device, address));
    }

    private Uni<Outcome> attempt(UUID claim, String password, String device, String address) {
        return account(claim)
                .chain(known ->
                        passwords
                                .matches(password, known.map(Known::passwordHash).orElse(null))
                                .chain(matches ->
                                        matches
                                                ? admitted(known.orElseThrow().id(), claim, device)
                                                : refused(claim, address)));
    }

    private Uni<Outcome> admitted(UUID account, UUID claim, String device) {
        return attempts.reset(Kind.LOGIN, claim.toString())
                .chain(() -> sessions.open(account, device))
                .map(Outcome.LoggedIn::new);
    }

    private Uni<Outcome> refused(UUID claim, String address) {
        return Uni.combine()
                .all()
                .unis(
                        attempts.count(Kind.LOGIN, claim.toString()),
                        attempts.count(Kind.ADDRESS, address))
                .discardItems()
                .replaceWith(new Outcome.Refused());
    }

    /// Whose the address is. A claim that the account has not heard of yet counts: it was made by who reads its mail.
    private Uni<Optional<Known>> account(UUID claim) {
        return bus.head(UserModule.EMAIL_CLAIM, claim)
                .map(head ->
                        head != null && head.state() instanceof Held(UUID account)
                                ? account
                                : claim) // nobody's: looked for all the same, which takes as long
                .chain(account ->
                        bus.head(UserModule.ACCOUNT, account)
                                .map(head ->
                                        head != null && head.state() instanceof Open open
                                                ? Optional.of(
                                                        new Known(
                                                                account,
                                                                open.passwordHash().text()))
                                                : Optional.empty()));
    }
}
