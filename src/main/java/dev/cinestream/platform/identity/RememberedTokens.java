package dev.cinestream.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.arc.All;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Verifies tokens: those that name a key of ours, or of the provider's in our place ([Provider]), by that key; others by what
/// is configured ([TokenVerification]).
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
    private final Provider provider;
    private final JWTCallerPrincipalFactory verifying = new DefaultJWTCallerPrincipalFactory();
    private final Cache<String, JWTCallerPrincipal> verified =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED_FOR).build();

    RememberedTokens(@All List<VerificationKeys> ours, Provider provider) {
        this.ours = ours;
        this.provider = provider;
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
        String kid = TokenHeader.kid(token);
        PublicKey theirs = kid == null ? null : provider.key(kid);
        if (theirs != null) {
            return provider.believed(theirs, configured);
        }
        PublicKey own = kid == null || provider.isThere() ? null : ownKey(kid);
        if (own != null) {
            return signedByUs(own, configured);
        }
        if (configured.getPublicVerificationKey() == null
                && configured.getPublicKeyLocation() == null) {
            throw new ParseException("signed with no key that is known here");
        }
        return configured;
    }

    private static JWTAuthContextInfo signedByUs(PublicKey key, JWTAuthContextInfo configured) {
        var info = new JWTAuthContextInfo(configured);
        info.setPublicVerificationKey(key);
        info.setIssuedBy(OwnTokens.ISSUER);
        info.setExpectedAudience(Set.of(OwnTokens.AUDIENCE));
        return info;
    }

    private @Nullable PublicKey ownKey(String kid) {
        return ours.stream()
                .map(keys -> keys.key(kid))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean isExpired(JWTCallerPrincipal principal, JWTAuthContextInfo believed) {
        return Instant.now().getEpochSecond() - believed.getClockSkew()
                >= principal.getExpirationTime();
    }
}
