package dev.cinestream.user.session;

import static dev.cinestream.platform.identity.LocalProvider.AUDIENCE;
import static dev.cinestream.platform.identity.LocalProvider.ISSUER;
import static dev.cinestream.user.web.Customers.bearing;
import static dev.cinestream.user.web.Customers.logIn;
import static dev.cinestream.user.web.Customers.refresh;
import static dev.cinestream.user.web.Customers.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.LocalProvider;
import dev.cinestream.platform.identity.OwnTokens;
import dev.cinestream.platform.identity.Roles;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An OpenID Connect provider instead of our own accounts (CS-1).
@QuarkusTest
@TestProfile(ProviderIT.Elsewhere.class)
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class ProviderIT {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /// Accounts are kept by the provider.
    public static class Elsewhere implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    // asked for before the test's own class is loaded
                    "cinestream.identity.provider.jwks-url",
                    LocalProvider.freeUrl().toString(),
                    "cinestream.identity.provider.issuer",
                    ISSUER,
                    "cinestream.identity.provider.audience",
                    AUDIENCE,
                    "cinestream.identity.provider.roles-claim",
                    LocalProvider.ROLES);
        }
    }

    @Inject SigningKeys ours;

    @ConfigProperty(name = "cinestream.identity.provider.jwks-url")
    URI jwksUrl;

    private LocalProvider provider;
    private PublicJsonWebKey rsa;
    private PublicJsonWebKey ec;

    @BeforeEach
    void start() {
        provider = LocalProvider.start(jwksUrl.getPort());
        rsa = provider.publishRsa("rsa-" + Uuid7.next());
        ec = provider.publishEc("ec-" + Uuid7.next());
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void its_tokens_are_believed_with_their_roles() {
        awaitStatus(provider.token(rsa, ISSUER, AUDIENCE, Roles.OPS), 200);
        awaitStatus(provider.token(ec, ISSUER, AUDIENCE, Roles.OPS), 200);
        assertThat(status(provider.token(ec, ISSUER, AUDIENCE, Roles.VIEWER))).isEqualTo(403);
    }

    @Test
    void a_key_that_is_new_is_fetched() {
        awaitStatus(provider.token(rsa, ISSUER, AUDIENCE, Roles.OPS), 200);

        PublicJsonWebKey rotated = provider.publishEc("rotated");

        awaitStatus(provider.token(rotated, ISSUER, AUDIENCE, Roles.OPS), 200);
    }

    @Test
    void made_up_keys_do_not_make_us_ask_all_the_time() {
        int before = provider.asked();
        for (int i = 0; i < 50; i++) {
            assertThat(status(provider.token(madeUp(), ISSUER, AUDIENCE, Roles.OPS)))
                    .isEqualTo(401);
        }

        assertThat(provider.asked() - before).isLessThan(10);
    }

    @Test
    void tokens_by_others_or_for_others_are_refused() {
        awaitStatus(provider.token(rsa, ISSUER, AUDIENCE, Roles.OPS), 200);

        assertThat(status(provider.token(rsa, "https://evil.example", AUDIENCE, Roles.OPS)))
                .isEqualTo(401);
        assertThat(status(provider.token(rsa, ISSUER, "another-api", Roles.OPS))).isEqualTo(401);
    }

    @Test
    void another_key_does_not_sign_under_the_name_of_its() {
        awaitStatus(provider.token(rsa, ISSUER, AUDIENCE, Roles.OPS), 200);
        PublicJsonWebKey forged = madeUp();
        forged.setKeyId(rsa.getKeyId());

        assertThat(status(provider.token(forged, ISSUER, AUDIENCE, Roles.OPS))).isEqualTo(401);
    }

    @Test
    void ours_are_neither_issued_nor_believed() {
        String signed =
                Jwt.claims()
                        .issuer(OwnTokens.ISSUER)
                        .audience(OwnTokens.AUDIENCE)
                        .subject("olga")
                        .groups(Roles.OPS)
                        .expiresIn(600)
                        .jws()
                        .algorithm(SignatureAlgorithm.ES256)
                        .keyId(ours.signing().kid())
                        .sign(ours.signing().privateKey());

        assertThat(status(signed)).isEqualTo(401);
        assertElsewhere(logIn("ada@example.org", "a long and quiet river"));
        assertElsewhere(refresh("a token"));
        assertElsewhere(register("ada-" + Uuid7.next() + "@example.org"));
    }

    private static void assertElsewhere(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.<String>path("type")).endsWith("accounts-elsewhere");
    }

    /// Of a provider that nobody asks.
    private static PublicJsonWebKey madeUp() {
        try (LocalProvider other = LocalProvider.start(0)) {
            return other.publishEc("made-up-" + Uuid7.next());
        }
    }

    /// At once, or after the pause that made-up keys have brought about.
    private static void awaitStatus(String token, int expected) {
        await().atMost(AT_MOST).until(() -> status(token) == expected);
    }

    private static int status(String token) {
        return bearing(token).get("/admin/outbox").statusCode();
    }
}
