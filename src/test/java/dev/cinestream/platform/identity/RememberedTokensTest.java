package dev.cinestream.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedTokensTest {

    private final RememberedTokens remembered =
            new RememberedTokens(List.of(), ConfiguredProvider.none());
    private DevelopmentTokens tokens;
    private JWTAuthContextInfo believed;

    @BeforeEach
    void a_key(@TempDir Path folder) {
        tokens = DevelopmentTokens.withKey(folder.resolve("key.pem"));
        believed = believed(tokens);
    }

    private static JWTAuthContextInfo believed(DevelopmentTokens tokens) {
        var info = new JWTAuthContextInfo(tokens.publicKey(), OwnTokens.ISSUER);
        info.setExpectedAudience(Set.of(OwnTokens.AUDIENCE));
        info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        info.setClockSkew(0);
        return info;
    }

    @Test
    void a_token_is_verified_once_and_known_again() throws ParseException {
        String token = tokens.issue("somebody", Set.of(Roles.EDITOR), Duration.ofMinutes(5));

        var first = remembered.parse(token, believed);

        assertThat(first.getSubject()).isEqualTo("somebody");
        assertThat(first.getGroups()).containsExactly(Roles.EDITOR);
        assertThat(remembered.parse(token, believed)).isSameAs(first);
    }

    @Test
    void a_remembered_token_expires_like_any_other() throws Exception {
        String token = tokens.issue("somebody", Set.of(), Duration.ofSeconds(2));
        remembered.parse(token, believed);

        Thread.sleep(Duration.ofMillis(3_100));

        assertThatThrownBy(() -> remembered.parse(token, believed))
                .isInstanceOf(ParseException.class);
    }

    @Test
    void other_claims_under_a_remembered_signature_are_refused() throws ParseException {
        String viewer = tokens.issue("somebody", Set.of(Roles.VIEWER), Duration.ofMinutes(5));
        String editor = tokens.issue("somebody", Set.of(Roles.EDITOR), Duration.ofMinutes(5));
        remembered.parse(viewer, believed);
        String forged =
                editor.substring(0, editor.lastIndexOf('.'))
                        + viewer.substring(viewer.lastIndexOf('.'));

        assertThatThrownBy(() -> remembered.parse(forged, believed))
                .isInstanceOf(ParseException.class);
    }

    @Test
    void what_was_refused_is_refused_again(@TempDir Path elsewhere) {
        String foreign =
                DevelopmentTokens.withKey(elsewhere.resolve("other.pem"))
                        .issue("somebody", Set.of(Roles.EDITOR), Duration.ofMinutes(5));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> remembered.parse(foreign, believed))
                    .isInstanceOf(ParseException.class);
        }
    }
}
