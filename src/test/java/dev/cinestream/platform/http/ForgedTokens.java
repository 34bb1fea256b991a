package dev.cinestream.platform.http;

import dev.cinestream.platform.identity.DevelopmentTokens;
import dev.cinestream.platform.identity.OwnTokens;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens as this platform gives them, and as attackers would like them.
public final class ForgedTokens {

    private static final Path KEY_FILE = Path.of("target", "dev", "token-key.pem");
    private static final DevelopmentTokens REAL = DevelopmentTokens.withKey(KEY_FILE);

    private ForgedTokens() {}

    public static String real(String... roles) {
        return REAL.issue("tester", Set.of(roles), Duration.ofMinutes(10));
    }

    public static String realOf(String subject, String... roles) {
        return REAL.issue(subject, Set.of(roles), Duration.ofMinutes(10));
    }

    public static String expired(String role) {
        return REAL.issue("tester", Set.of(role), Duration.ofMinutes(-10));
    }

    public static String byAnotherKey(String role) {
        return claims(role).jws().algorithm(SignatureAlgorithm.ES256).sign(anotherKey());
    }

    /// The payload says more than was signed.
    public static String altered(String role) {
        String[] parts = real("viewer").split("\\.", -1);
        String payload =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + encoded(payload.replace("viewer", role)) + "." + parts[2];
    }

    public static String unsigned(String role) {
        String payload = real(role).split("\\.", -1)[1];
        return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + payload + ".";
    }

    /// The public key, which everybody may know, used as if it were a shared secret.
    public static String hmacWithPublicKey(String role) {
        try {
            String pem = Files.readString(KEY_FILE);
            byte[] publicPem =
                    pem.substring(pem.indexOf("-----BEGIN PUBLIC"))
                            .getBytes(StandardCharsets.UTF_8);
            String payload = real(role).split("\\.", -1)[1];
            String signed = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + payload;
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(publicPem, "HmacSHA256"));
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaimsBuilder claims(String role) {
        return Jwt.claims()
                .issuer(OwnTokens.ISSUER)
                .audience(OwnTokens.AUDIENCE)
                .subject("tester")
                .groups(role)
                .expiresIn(600);
    }

    private static PrivateKey anotherKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return pair.getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
