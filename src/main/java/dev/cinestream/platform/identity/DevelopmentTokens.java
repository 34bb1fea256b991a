package dev.cinestream.platform.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Issues tokens for anyone, with a key made on this machine. Tests in other processes use the same file.
public final class DevelopmentTokens {

    private final TokenKey key;

    private DevelopmentTokens(TokenKey key) {
        this.key = key;
    }

    /// @param keyFile made when it is not there
    public static DevelopmentTokens withKey(Path keyFile) {
        return new DevelopmentTokens(TokenKey.readOrMake(keyFile));
    }

    /// A signed token, valid from now on.
    public String issue(String subject, Set<String> roles, Duration lifetime) {
        return issue(subject, roles, lifetime, Map.of());
    }

    /// @param more of [ProfileClaims], for example
    public String issue(
            String subject, Set<String> roles, Duration lifetime, Map<String, Object> more) {
        Instant now = Instant.now();
        return Jwt.claims(more)
                .claim("jti", UUID.randomUUID().toString())
                .issuer(OwnTokens.ISSUER)
                .audience(OwnTokens.AUDIENCE)
                .subject(subject)
                .upn(subject)
                .groups(roles)
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.id())
                .sign(key.pair().getPrivate());
    }

    PublicKey publicKey() {
        return key.pair().getPublic();
    }
}
