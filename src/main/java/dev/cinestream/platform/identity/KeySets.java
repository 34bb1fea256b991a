package dev.cinestream.platform.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.net.URI;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/// Reads a key set (RFC 7517) from where it is published: a few keys, of a bounded size, within a few seconds, or not at all.
final class KeySets {

    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_KEYS = 100;
    private static final int FEWEST_RSA_BITS = 2048;
    private static final int P256_BITS = 256;
    private static final int OK = 200;

    private final HttpClient client;
    private final URI from;

    KeySets(Vertx vertx, URI from) {
        client = vertx.createHttpClient();
        this.from = from;
    }

    /// What is published is none of what may be read.
    static final class UnusableException extends RuntimeException {
        UnusableException(String message) {
            super(message, null, false, false);
        }
    }

    /// The keys that verify ES256 or RS256, by their names.
    Uni<Map<String, PublicKey>> read() {
        var request =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(from.toString())
                        .putHeader("Accept", "application/json");
        return client.request(request)
                .chain(sent -> sent.send())
                .chain(KeySets::body)
                .map(KeySets::keys)
                .ifNoItem()
                .after(AT_MOST)
                .fail();
    }

    private static Uni<String> body(HttpClientResponse response) {
        if (response.statusCode() != OK) {
            throw new UnusableException("it answers " + response.statusCode());
        }
        return response.toMulti()
                .collect()
                .in(Buffer::buffer, KeySets::append)
                .map(Buffer::toString);
    }

    private static void append(Buffer body, Buffer more) {
        if (body.length() + more.length() > MOST_BYTES) {
            throw new UnusableException("it is larger than " + MOST_BYTES + " bytes");
        }
        body.appendBuffer(more);
    }

    static Map<String, PublicKey> keys(String json) {
        try {
            return new JsonWebKeySet(json)
                    .getJsonWebKeys().stream()
                            .filter(KeySets::verifies)
                            .limit(MOST_KEYS)
                            .map(PublicJsonWebKey.class::cast)
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            JsonWebKey::getKeyId,
                                            PublicJsonWebKey::getPublicKey,
                                            (first, _) -> first));
        } catch (JoseException e) {
            throw new UnusableException("it is no key set: " + e.getMessage());
        }
    }

    private static boolean verifies(JsonWebKey key) {
        return key instanceof PublicJsonWebKey pair
                && key.getKeyId() != null
                && !"enc".equals(key.getUse())
                && isStrong(pair.getPublicKey());
    }

    private static boolean isStrong(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= FEWEST_RSA_BITS;
            case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize() == P256_BITS;
            default -> false;
        };
    }
}
