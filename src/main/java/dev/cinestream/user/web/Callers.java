package dev.cinestream.user.web;

import dev.cinestream.platform.http.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who asks, and from where.
final class Callers {

    private Callers() {}

    /// Where the request comes from, as far as it is known.
    static String address(HttpServerRequest http) {
        var remote = http.remoteAddress();
        return remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
    }

    static ProblemException tooOften(Duration again) {
        return ProblemException.tooMany(
                "too-many-attempts", "Too many attempts; the next may come after a while.", again);
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
}
