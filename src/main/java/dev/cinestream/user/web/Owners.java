package dev.cinestream.user.web;

import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.user.Email;
import dev.cinestream.user.account.AccountRejection;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.credential.Attempts;
import dev.cinestream.user.credential.Attempts.Both;
import dev.cinestream.user.credential.Passwords;
import dev.cinestream.user.secondfactor.SecondFactors;
import dev.cinestream.user.session.OpenAccounts;
import dev.cinestream.user.web.AccountRequests.PasswordAndCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/// Has who asks show that they know the account's password, and its second factor where that is at stake: a device that was left logged in, or a stolen token, must not be
/// enough to take an account over. Wrong ones count with those of log-ins, so nobody guesses here what is slow there.
@ApplicationScoped
class Owners {

    private final OpenAccounts accounts;
    private final Passwords passwords;
    private final Attempts attempts;
    private final SecondFactors factors;

    Owners(OpenAccounts accounts, Passwords passwords, Attempts attempts, SecondFactors factors) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.factors = factors;
    }

    /// @throws ProblemException 404, as a failure, when it is closed
    Uni<Open> account(UUID id) {
        return accounts.find(id)
                .map(found ->
                        found.orElseThrow(() ->
                                ProblemException.notFound(
                                        "no-such-account", "The account is closed.")));
    }

    /// The account, when the password is its.
    ///
    /// @param pointer where it stands in the body
    /// @throws ProblemException 422, as a failure, when it is not; 429 after too many
    Uni<Open> prove(UUID id, String password, String pointer, HttpServerRequest http) {
        return guess(id, http, account -> password(account, password, pointer));
    }

    /// The account, when the password is its and the code is good; that is used up then.
    ///
    /// @throws ProblemException 422, as a failure, when one is not; 429 after too many
    Uni<Open> prove(UUID id, PasswordAndCode shown, HttpServerRequest http) {
        return account(id)
                .invoke(Owners::mustHaveSecondFactor)
                .chain(() ->
                        guess(
                                id,
                                http,
                                account ->
                                        password(account, shown.password(), "/password")
                                                .call(() -> code(id, account, shown.code()))));
    }

    /// What a guess brings, which counts until it proves right.
    ///
    /// @param proof fails when it is wrong
    <T> Uni<T> guess(UUID id, HttpServerRequest http, Function<Open, Uni<T>> proof) {
        String from = Callers.address(http);
        return account(id)
                .chain(account ->
                        attempts.begin(Both.GUESS, claim(id, account), from)
                                .invoke(Callers::mustBeOver)
                                .chain(() -> proof.apply(account))
                                .call(() ->
                                        attempts.forgive(Both.GUESS, claim(id, account), from)));
    }

    private Uni<Open> password(Open account, String password, String pointer) {
        return passwords
                .matches(password, account.passwordHash().text())
                .map(matches -> {
                    if (!matches) {
                        throw wrong("wrong-password", pointer, "Is not the password");
                    }
                    return account;
                });
    }

    private Uni<Void> code(UUID id, Open account, String code) {
        return factors.use(id, account.secondFactor(), code)
                .invoke(good -> {
                    if (!good) {
                        throw wrongCode();
                    }
                })
                .replaceWithVoid();
    }

    private static void mustHaveSecondFactor(Open account) {
        if (!account.secondFactor().isOn()) {
            var no = new AccountRejection.SecondFactorOff();
            throw ProblemException.conflict(no.code(), no.detail());
        }
    }

    static ProblemException wrongCode() {
        return wrong("wrong-code", "/code", "Is not good, or not any more");
    }

    private static ProblemException wrong(String code, String pointer, String detail) {
        return ProblemException.unprocessable(
                code, pointer + ": " + detail + ".", Violation.inBody(pointer, detail, null));
    }

    /// What log-ins count about.
    private static UUID claim(UUID id, Open account) {
        Email email = account.email();
        return email == null ? id : email.id();
    }
}
