package dev.cinestream.platform.identity;

import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `POST /dev/tokens`: a token for whoever asks, in development and nowhere else.
@Path("/dev/tokens")
@PermitAll
@Tag(name = "development")
public class DevelopmentTokensResource {

    private static final long ONE_HOUR = 3_600;
    private static final long LONGEST = 7 * 24 * ONE_HOUR;
    private static final int LONGEST_SUBJECT = 100;

    private final TokenVerification verification;

    DevelopmentTokensResource(TokenVerification verification) {
        this.verification = verification;
    }

    /// @param ttlSeconds an hour when absent
    public record TokenWish(String subject, Set<String> roles, @Nullable Long ttlSeconds) {}

    /// @param token goes into `Authorization: Bearer …`
    public record IssuedToken(String token, Instant expiresAt) {}

    @POST
    @Operation(
            summary = "A token for anyone",
            description =
                    "To try things out with. 404 where development tokens are off, as in production.")
    public IssuedToken issue(TokenWish wish) {
        DevelopmentTokens tokens =
                verification
                        .developmentTokens()
                        .orElseThrow(() ->
                                ProblemException.notFound(
                                        "development-tokens-off",
                                        "This instance issues no development tokens."));
        check(wish);
        long seconds = wish.ttlSeconds() == null ? ONE_HOUR : wish.ttlSeconds();
        return new IssuedToken(
                tokens.issue(wish.subject(), wish.roles(), Duration.ofSeconds(seconds)),
                Instant.now().plusSeconds(seconds));
    }

    private static void check(TokenWish wish) {
        if (wish.subject().isBlank() || wish.subject().length() > LONGEST_SUBJECT) {
            throw wrong("/subject", "Expected 1 to " + LONGEST_SUBJECT + " characters", null);
        }
        if (!Roles.ALL.containsAll(wish.roles())) {
            throw wrong(
                    "/roles",
                    "Expected roles of this platform",
                    Roles.ALL.stream().sorted().toList());
        }
        Long seconds = wish.ttlSeconds();
        if (seconds != null && (seconds < 1 || seconds > LONGEST)) {
            throw wrong("/ttlSeconds", "Expected 1 to " + LONGEST + " seconds", null);
        }
    }

    private static ProblemException wrong(
            String pointer, String detail, @Nullable Object expected) {
        return ProblemException.badRequest(
                "invalid-value",
                pointer + ": " + detail,
                Violation.inBody(pointer, detail, expected));
    }
}
