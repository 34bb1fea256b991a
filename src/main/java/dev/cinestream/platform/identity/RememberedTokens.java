package dev.cinestream.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;

/// Remembers which tokens were verified a moment ago: a client sends the same one with every request, and to verify an
/// ES256 signature takes longer than most requests take besides. Only the very same text is known again, and its expiry is
/// looked at each time. Refused tokens are not remembered.
@ApplicationScoped
@Alternative
@Priority(1)
public class RememberedTokens extends JWTCallerPrincipalFactory {

    private static final int MOST = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    private final JWTCallerPrincipalFactory verifying = new DefaultJWTCallerPrincipalFactory();
    private final Cache<String, JWTCallerPrincipal> verified =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED_FOR).build();

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo believed)
            throws ParseException {
        JWTCallerPrincipal known = verified.getIfPresent(token);
        if (known != null && !isExpired(known, believed)) {
            return known;
        }
        JWTCallerPrincipal principal = verifying.parse(token, believed);
        verified.put(token, principal);
        return principal;
    }

    private static boolean isExpired(JWTCallerPrincipal principal, JWTAuthContextInfo believed) {
        return Instant.now().getEpochSecond() - believed.getClockSkew()
                >= principal.getExpirationTime();
    }
}
