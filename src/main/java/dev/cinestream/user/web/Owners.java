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
        return account(id)
                .call(account -> mayGuess(id, account, http))
                .call(account ->
                        passwords
                                .matches(password, account.passwordHash().text())
                                .chain(matches ->
                                        matches
                                                ? Uni.createFrom().voidItem()
                                                : refuse(
                                                        id,
                                                        account,
                                                        http,
                                                        wrong(
                                                                "wrong-password",
                                                                pointer,
                                                                "Is not the password"))));
    }

    /// The account, when the password is its and the code is good; that is used up then.
    ///
    /// @throws ProblemException 422, as a failure, when one is not; 429 after too many
    Uni<Open> prove(UUID id, PasswordAndCode shown, HttpServerRequest http) {
        return prove(id, shown.password(), "/password", http)
                .invoke(Owners::mustHaveSecondFactor)
                .call(account ->
                        factors.use(id, account.secondFactor(), shown.code())
                                .chain(good ->
                                        good
                                                ? Uni.createFrom().voidItem()
                                                : refuse(id, account, http, wrongCode())));
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

    Uni<Void> mayGuess(UUID id, Open account, HttpServerRequest http) {
        return attempts.wait(Both.GUESS, claim(id, account), Callers.address(http))
                .invoke(Callers::mustBeOver)
                .replaceWithVoid();
    }

    /// Counts a wrong guess and tells so.
    Uni<Void> refuse(UUID id, Open account, HttpServerRequest http, ProblemException why) {
        return attempts.count(Both.GUESS, claim(id, account), Callers.address(http))
                .chain(() -> Uni.createFrom().failure(why));
    }

    static ProblemException wrong(String code, String pointer, String detail) {
        return ProblemException.unprocessable(
                code, pointer + ": " + detail + ".", Violation.inBody(pointer, detail, null));
    }

    /// What log-ins count about.
    private static UUID claim(UUID id, Open account) {
        Email email = account.email();
        return email == null ? id : email.id();
    }
}
