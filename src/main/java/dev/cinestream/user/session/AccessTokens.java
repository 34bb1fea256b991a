package dev.cinestream.user.session;

import dev.cinestream.platform.identity.OwnTokens;
import dev.cinestream.platform.identity.ProfileClaims;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// Short-lived JWTs (RFC 9068): whom they name is believed until they expire, whatever happens to the session meanwhile.
@ApplicationScoped
public class AccessTokens {

    public static final Duration LIFETIME = Duration.ofMinutes(10);

    /// The claim that names the session.
    public static final String SESSION = "sid";

    private final SigningKeys keys;

    AccessTokens(SigningKeys keys) {
        this.keys = keys;
    }

    String issue(UUID account, UUID session, Viewer viewer) {
        SigningKey key = keys.signing();
        Instant now = Instant.now();
        JwtClaimsBuilder claims = Jwt.claims();
        if (viewer.profile() != null) {
            claims.claim(ProfileClaims.PROFILE, viewer.profile().toString());
        }
        return claims.claim("jti", UUID.randomUUID().toString())
                .claim(SESSION, session.toString())
                .claim(ProfileClaims.MATURITY_LIMIT, viewer.maturityLimit())
                .claim(ProfileClaims.COUNTRY, viewer.country())
                .issuer(OwnTokens.ISSUER)
                .audience(OwnTokens.AUDIENCE)
                .subject(account.toString())
                .upn(account.toString())
                .groups(Set.of(Roles.VIEWER))
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .jws()
                .type("at+jwt")
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.kid())
                .sign(key.privateKey());
    }
}
