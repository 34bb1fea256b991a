package dev.cinestream.user.web;

import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Actors;
import dev.cinestream.user.credential.PasswordRules;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who asks, from where, and what they have to bear.
final class Callers {

    private Callers() {}

    /// Where the request comes from, as far as it is known.
    static String address(HttpServerRequest http) {
        var remote = http.remoteAddress();
        return remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
    }

    /// Whose account a request is about: its token's.
    static UUID account(JsonWebToken caller) {
        try {
            return UUID.fromString(caller.getSubject());
        } catch (IllegalArgumentException _) {
            throw ProblemException.forbidden(
                    "no-account", "The token does not name an account of this platform.");
        }
    }

    /// The account of who asks, where nobody may act for its owner.
    static UUID owner(JsonWebToken caller) {
        if (Actors.delegate(caller).isPresent()) {
            throw ProblemException.forbidden(
                    "only-the-owner", "Who acts for a customer may not do this; only they may.");
        }
        return account(caller);
    }

    static void mustBeOver(Duration wait) {
        if (wait.isPositive()) {
            throw tooOften(wait);
        }
    }

    static ProblemException tooOften(Duration again) {
        return ProblemException.tooMany(
                "too-many-attempts", "Too many attempts; the next may come after a while.", again);
    }

    /// @param email no password either; empty when it is not known
    static void checkNew(String password, String email) {
        PasswordRules.flawOf(password, email)
                .ifPresent(right -> {
                    throw ProblemException.unprocessable(
                            "invalid-password",
                            "/password: Expected " + right,
                            Violation.inBody("/password", "Expected " + right, null));
                });
    }
}
