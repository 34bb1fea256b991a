package dev.cinestream.platform.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// An OpenID Connect provider on this machine, as far as others see one: it signs tokens and publishes its keys.
public final class LocalProvider implements AutoCloseable {

    public static final String ISSUER = "https://accounts.example";
    public static final String AUDIENCE = "cinestream";
    public static final String ROLES = "realm_access/roles";

    private static final int RSA_BITS = 2048;

    private final HttpServer server;
    private final List<PublicJsonWebKey> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    private LocalProvider(HttpServer server) {
        this.server = server;
    }

    /// Where one may start that nobody has started yet.
    public static URI freeUrl() {
        try (LocalProvider there = start(0)) {
            return there.jwksUrl();
        }
    }

    /// @param port 0 for any that is free
    public static LocalProvider start(int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var provider = new LocalProvider(HttpServer.create(address, 0));
            provider.server.createContext("/keys", provider::answer);
            provider.server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI jwksUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    /// How often its keys were read.
    public int asked() {
        return asked.get();
    }

    public PublicJsonWebKey publishRsa(String kid) {
        try {
            return published(kid, RsaJwkGenerator.generateJwk(RSA_BITS));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public PublicJsonWebKey publishEc(String kid) {
        try {
            return published(kid, EcJwkGenerator.generateJwk(EllipticCurves.P256));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private PublicJsonWebKey published(String kid, PublicJsonWebKey key) {
        key.setKeyId(kid);
        published.add(key);
        return key;
    }

    /// A token of its.
    public String token(PublicJsonWebKey key, String issuer, String audience, String role) {
        return Jwt.claims()
                .issuer(issuer)
                .audience(audience)
                .subject("olga")
                .claim("realm_access", Map.of("roles", List.of(role)))
                .expiresIn(600)
                .jws()
                .algorithm(
                        key.getKeyType().equals("RSA")
                                ? SignatureAlgorithm.RS256
                                : SignatureAlgorithm.ES256)
                .keyId(key.getKeyId())
                .sign(key.getPrivateKey());
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] body =
                new JsonWebKeySet(published)
                        .toJson(OutputControlLevel.PUBLIC_ONLY)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
