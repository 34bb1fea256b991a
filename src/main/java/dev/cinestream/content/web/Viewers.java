package dev.cinestream.content.web;

import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.ProfileClaims;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who watches, as the token says it: the chosen profile, or the account while none is chosen.
@ApplicationScoped
class Viewers {

    private final JsonWebToken caller;

    Viewers(JsonWebToken caller) {
        this.caller = caller;
    }

    UUID profile() {
        return profileIfAny()
                .orElseThrow(() ->
                        ProblemException.forbidden(
                                "no-profile",
                                "The token names neither a profile nor an account of this platform."));
    }

    /// Empty for who is not known as a viewer.
    Optional<UUID> profileIfAny() {
        return Optional.ofNullable(ProfileClaims.profile(caller)).or(this::accountIfAny);
    }

    UUID account() {
        return accountIfAny()
                .orElseThrow(() ->
                        ProblemException.forbidden(
                                "no-account",
                                "The token does not name an account of this platform."));
    }

    private Optional<UUID> accountIfAny() {
        try {
            return Optional.of(UUID.fromString(caller.getSubject()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
