package dev.cinestream.user.web;

import dev.cinestream.user.session.SigningKey;
import dev.cinestream.user.session.SigningKeys;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// The public halves of the keys that access tokens are signed with (RFC 7517), for whoever verifies them elsewhere.
@OurAccounts
@Path("/.well-known/jwks.json")
@PermitAll
@Tag(name = "Accounts")
public class KeySetResource {

    private static final int COORDINATE_BYTES = 32;

    private final SigningKeys keys;

    KeySetResource(SigningKeys keys) {
        this.keys = keys;
    }

    public record KeySet(List<Jwk> keys) {}

    /// A P-256 key.
    public record Jwk(
            String kty, String crv, String x, String y, String kid, String use, String alg) {

        static Jwk of(SigningKey key) {
            return new Jwk(
                    "EC",
                    "P-256",
                    coordinate(key.publicKey().getW().getAffineX()),
                    coordinate(key.publicKey().getW().getAffineY()),
                    key.kid(),
                    "sig",
                    "ES256");
        }

        private static String coordinate(BigInteger number) {
            byte[] bytes = number.toByteArray(); // with a sign byte, or short
            byte[] fixed = new byte[COORDINATE_BYTES];
            int length = Math.min(bytes.length, COORDINATE_BYTES);
            System.arraycopy(
                    Arrays.copyOfRange(bytes, bytes.length - length, bytes.length),
                    0,
                    fixed,
                    COORDINATE_BYTES - length,
                    length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
        }
    }

    @GET
    @Operation(
            summary = "The keys that tokens are signed with",
            description =
                    "A key is published two hours before it signs; read this again at a kid that is not known.")
    @APIResponse(responseCode = "200", description = "A JWK set; may be kept for five minutes")
    public RestResponse<KeySet> read() {
        return ResponseBuilder.ok(new KeySet(keys.published().stream().map(Jwk::of).toList()))
                .header("Cache-Control", "public, max-age=300")
                .build();
    }
}
