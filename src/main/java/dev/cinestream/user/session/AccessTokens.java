package dev.cinestream.user.session;

import dev.cinestream.platform.identity.Actors;
import dev.cinestream.platform.identity.OwnTokens;
import dev.cinestream.platform.identity.ProfileClaims;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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

    /// For a device's session.
    String issue(UUID account, UUID session, Viewer viewer, Set<String> roles) {
        return signed(
                claims(account, viewer, LIFETIME).claim(SESSION, session.toString()).groups(roles));
    }

    /// For somebody who acts for the account's owner (RFC 8693): as a viewer, and without a session that could be refreshed.
    public String issueActing(UUID account, Viewer viewer, String delegate, Duration lifetime) {
        return signed(
                claims(account, viewer, lifetime)
                        .claim(Actors.ACT, Map.of("sub", delegate))
                        .groups(Set.of(Roles.VIEWER)));
    }

    private static JwtClaimsBuilder claims(UUID account, Viewer viewer, Duration lifetime) {
        Instant now = Instant.now();
        JwtClaimsBuilder claims = Jwt.claims();
        if (viewer.profile() != null) {
            claims.claim(ProfileClaims.PROFILE, viewer.profile().toString());
        }
        return claims.claim("jti", UUID.randomUUID().toString())
                .claim(ProfileClaims.MATURITY_LIMIT, viewer.maturityLimit())
                .claim(ProfileClaims.COUNTRY, viewer.country())
                .issuer(OwnTokens.ISSUER)
                .audience(OwnTokens.AUDIENCE)
                .subject(account.toString())
                .upn(account.toString())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime));
    }

    private String signed(JwtClaimsBuilder claims) {
        SigningKey key = keys.signing();
        return claims.jws()
                .type("at+jwt")
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.kid())
                .sign(key.privateKey());
    }
}
