package dev.cinestream.platform.identity;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.config.JWTAuthContextInfoProvider;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Which tokens are believed besides our own ([VerificationKeys]) or the provider's ([Provider]): ES256 only, of one issuer, for this audience, signed by the
/// configured key (`mp.jwt.verify.publickey.location`), or, where development tokens are on, by the development key and by no
/// other; none when neither is there.
@ApplicationScoped
public class TokenVerification {

    private static final Logger LOG = Logger.getLogger(TokenVerification.class);
    private static final int CLOCK_SKEW_SECONDS = 5;

    private final Optional<DevelopmentTokens> development;
    private final boolean keyConfigured;

    TokenVerification(
            @ConfigProperty(name = "cinestream.dev.tokens.enabled", defaultValue = "false")
                    boolean enabled,
            @ConfigProperty(
                            name = "cinestream.dev.tokens.key-file",
                            defaultValue = "target/dev/token-key.pem")
                    Path keyFile,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") Optional<String> location,
            @ConfigProperty(name = "mp.jwt.verify.publickey") Optional<String> key) {
        keyConfigured = location.isPresent() || key.isPresent();
        development = enabled ? Optional.of(DevelopmentTokens.withKey(keyFile)) : Optional.empty();
    }

    /// Present where development tokens are on.
    public Optional<DevelopmentTokens> developmentTokens() {
        return development;
    }

    void warnAtStart(@Observes StartupEvent started) {
        if (development.isPresent()) {
            LOG.info("development tokens are on: whoever reaches POST /dev/tokens may be anyone");
        }
    }

    /// In place of the one made from configuration alone.
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    JWTAuthContextInfo believed(JWTAuthContextInfoProvider configured) {
        JWTAuthContextInfo info =
                development
                        .map(TokenVerification::signedBy)
                        .orElseGet(() ->
                                keyConfigured
                                        ? configured.getContextInfo()
                                        : new JWTAuthContextInfo());
        info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        info.setClockSkew(CLOCK_SKEW_SECONDS);
        info.setRequiredClaims(Set.of("sub", "exp"));
        return info;
    }

    private static JWTAuthContextInfo signedBy(DevelopmentTokens tokens) {
        var info = new JWTAuthContextInfo(tokens.publicKey(), OwnTokens.ISSUER);
        info.setExpectedAudience(Set.of(OwnTokens.AUDIENCE));
        return info;
    }
}
