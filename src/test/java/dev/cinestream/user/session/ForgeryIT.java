package dev.cinestream.user.session;

import static dev.cinestream.user.web.Customers.bearing;
import static dev.cinestream.user.web.Customers.refresh;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.OwnTokens;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.web.Customers;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens that we did not issue, or no longer mean, open nothing (CS-1).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ForgeryIT {

    @Inject MockMailbox mailbox;
    @Inject SigningKeys keys;

    private Response login;
    private String account = "";

    @BeforeEach
    void logInOnce() {
        login = new Customers(mailbox).active("ada-" + Uuid7.next() + "@example.org");
        account = bearing(login.path("accessToken")).get("/v1/account").path("id");
    }

    @Test
    void a_token_as_we_issue_it_is_believed() {
        assertThat(status(signed(claims(), kid(), keys.signing().privateKey()))).isEqualTo(200);
    }

    @Test
    void one_without_a_signature_is_not() {
        assertThat(
                        status(
                                encoded("{\"alg\":\"none\",\"kid\":\"" + kid() + "\"}")
                                        + payload()
                                        + "."))
                .isEqualTo(401);
    }

    @Test
    void our_public_key_is_no_shared_secret() throws GeneralSecurityException {
        String unsigned = encoded("{\"alg\":\"HS256\",\"kid\":\"" + kid() + "\"}") + payload();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys.signing().publicKey().getEncoded(), "HmacSHA256"));

        assertThat(status(unsigned + "." + base64(mac.doFinal(unsigned.getBytes(UTF_8)))))
                .isEqualTo(401);
    }

    @Test
    void anothers_key_does_not_sign_under_our_name() throws GeneralSecurityException {
        assertThat(status(signed(claims(), kid(), anotherKey()))).isEqualTo(401);
    }

    @Test
    void a_key_of_another_name_is_not_ours() {
        assertThat(status(signed(claims(), "nobodys", keys.signing().privateKey()))).isEqualTo(401);
    }

    @Test
    void what_has_expired_is_over() {
        var expired = claims().issuedAt(1_000_000_000).expiresAt(1_000_000_600);

        assertThat(status(signed(expired, kid(), keys.signing().privateKey()))).isEqualTo(401);
    }

    @Test
    void a_token_for_others_is_not_for_us() {
        var forOthers = claims().audience("another-api");

        assertThat(status(signed(forOthers, kid(), keys.signing().privateKey()))).isEqualTo(401);
    }

    @Test
    void a_token_by_others_is_not_by_us() {
        var byOthers = claims().issuer("https://elsewhere.example");

        assertThat(status(signed(byOthers, kid(), keys.signing().privateKey()))).isEqualTo(401);
    }

    @Test
    void other_claims_under_a_signature_of_ours_are_not_believed() {
        String real = login.path("accessToken");
        String payload = new String(Base64.getUrlDecoder().decode(real.split("\\.", -1)[1]), UTF_8);
        String altered =
                real.split("\\.", -1)[0]
                        + "."
                        + base64(payload.replace("\"viewer\"", "\"admin\"").getBytes(UTF_8))
                        + "."
                        + real.split("\\.", -1)[2];

        assertThat(status(altered)).isEqualTo(401);
    }

    @Test
    void a_refresh_token_is_not_counted_up_by_others() {
        byte[] token = Base64.getUrlDecoder().decode(login.<String>path("refreshToken"));
        token[23]++; // its number

        assertThat(refresh(base64(token)).statusCode()).isEqualTo(401);
        assertThat(refresh(login.path("refreshToken")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_is_no_access_token_and_the_reverse() {
        assertThat(status(login.path("refreshToken"))).isEqualTo(401);
        assertThat(refresh(login.path("accessToken")).statusCode()).isEqualTo(401);
    }

    private JwtClaimsBuilder claims() {
        return Jwt.claims()
                .claim("jti", UUID.randomUUID().toString())
                .issuer(OwnTokens.ISSUER)
                .audience(OwnTokens.AUDIENCE)
                .subject(account)
                .upn(account)
                .groups(Roles.VIEWER)
                .expiresIn(600);
    }

    private static String signed(JwtClaimsBuilder claims, String kid, PrivateKey key) {
        return claims.jws().algorithm(SignatureAlgorithm.ES256).keyId(kid).sign(key);
    }

    private String kid() {
        return keys.signing().kid();
    }

    /// Of a token that is good, between its dots.
    private String payload() {
        return "." + login.<String>path("accessToken").split("\\.", -1)[1];
    }

    private static int status(String token) {
        return bearing(token).get("/v1/account").statusCode();
    }

    private static String encoded(String text) {
        return base64(text.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static PrivateKey anotherKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair().getPrivate();
    }
}
