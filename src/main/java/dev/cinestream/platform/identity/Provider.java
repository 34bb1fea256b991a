package dev.cinestream.platform.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The OpenID Connect provider that keeps the accounts instead of us, if one is configured. Its tokens are believed then, and
/// ours are neither issued nor believed.
@ApplicationScoped
public class Provider {

    private static final Set<SignatureAlgorithm> ALGORITHMS =
            Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256);

    private final ProviderConfig config;
    private final Optional<KeyCache> keys;

    Provider(ProviderConfig config, Vertx vertx) {
        this.config = config;
        if (config.jwksUrl().isPresent() && config.issuer().isEmpty()) {
            throw new IllegalStateException(
                    "cinestream.identity.provider.issuer is missing: whose tokens are believed?");
        }
        keys =
                config.jwksUrl()
                        .map(url -> new KeySets(vertx, url))
                        .map(sets -> new KeyCache(sets::read, InstantSource.system()));
    }

    public boolean isThere() {
        return keys.isPresent();
    }

    /// Done when the provider's key that the token names is known, or as much as can be known of it now.
    Uni<Void> ready(String token) {
        String kid = TokenHeader.kid(token);
        return keys.isEmpty() || kid == null ? Uni.createFrom().voidItem() : keys.get().ready(kid);
    }

    @Nullable PublicKey key(String kid) {
        return keys.map(cache -> cache.key(kid)).orElse(null);
    }

    /// How tokens are verified that name this key of its.
    JWTAuthContextInfo believed(PublicKey key, JWTAuthContextInfo configured) {
        var info = new JWTAuthContextInfo(configured);
        info.setPublicVerificationKey(key);
        info.setSignatureAlgorithm(ALGORITHMS);
        info.setIssuedBy(config.issuer().orElseThrow());
        info.setExpectedAudience(Set.of(config.audience()));
        info.setGroupsPath(config.rolesClaim());
        return info;
    }
}
