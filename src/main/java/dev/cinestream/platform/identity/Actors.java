package dev.cinestream.platform.identity;

import jakarta.json.JsonString;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who acts with a token: its subject, or somebody else for them, whom the claim `act` names (RFC 8693).
public final class Actors {

    public static final String ACT = "act";

    private Actors() {}

    /// Who acts in the subject's place; empty when the subject acts.
    public static Optional<String> delegate(Principal principal) {
        return principal instanceof JsonWebToken token
                        && token.getClaim(ACT) instanceof Map<?, ?> act
                ? Optional.ofNullable(act.get("sub")).map(Actors::text)
                : Optional.empty();
    }

    /// As events and the audit log name them: `<subject>`, or `<delegate> for <subject>`.
    public static String name(Principal principal) {
        return delegate(principal)
                .map(delegate -> delegate + " for " + principal.getName())
                .orElseGet(principal::getName);
    }

    private static String text(Object claim) {
        return claim instanceof JsonString json ? json.getString() : claim.toString();
    }
}
