package dev.cinestream.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.arc.All;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Verifies tokens: those that name a key of ours by that key, others by what is configured ([TokenVerification]).
///
/// And remembers which were verified a moment ago: a client sends the same one with every request, and to verify an
/// ES256 signature takes longer than most requests take besides. Only the very same text is known again, and its expiry is
/// looked at each time. Refused tokens are not remembered.
@ApplicationScoped
@Alternative
@Priority(1)
public class RememberedTokens extends JWTCallerPrincipalFactory {

    private static final int MOST = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    private final List<VerificationKeys> ours;
    private final JWTCallerPrincipalFactory verifying = new DefaultJWTCallerPrincipalFactory();
    private final Cache<String, JWTCallerPrincipal> verified =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED_FOR).build();

    RememberedTokens(@All List<VerificationKeys> ours) {
        this.ours = ours;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo believed)
            throws ParseException {
        JWTCallerPrincipal known = verified.getIfPresent(token);
        if (known != null && !isExpired(known, believed)) {
            return known;
        }
        JWTCallerPrincipal principal = verifying.parse(token, believedFor(token, believed));
        verified.put(token, principal);
        return principal;
    }

    private JWTAuthContextInfo believedFor(String token, JWTAuthContextInfo configured)
            throws ParseException {
        PublicKey own = ownKey(token);
        if (own != null) {
            var info = new JWTAuthContextInfo(configured);
            info.setPublicVerificationKey(own);
            info.setIssuedBy(OwnTokens.ISSUER);
            info.setExpectedAudience(Set.of(OwnTokens.AUDIENCE));
            return info;
        }
        if (configured.getPublicVerificationKey() == null
                && configured.getPublicKeyLocation() == null) {
            throw new ParseException("signed with no key that is known here");
        }
        return configured;
    }

    private @Nullable PublicKey ownKey(String token) {
        String kid = kid(token);
        return kid == null
                ? null
                : ours.stream()
                        .map(keys -> keys.key(kid))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable String kid(String token) {
        try {
            byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
            return new JsonObject(Buffer.buffer(header)).getString("kid");
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | DecodeException
                | ClassCastException _) {
            return null; // no JWT; whoever verifies it says so
        }
    }

    private static boolean isExpired(JWTCallerPrincipal principal, JWTAuthContextInfo believed) {
        return Instant.now().getEpochSecond() - believed.getClockSkew()
                >= principal.getExpirationTime();
    }
}
