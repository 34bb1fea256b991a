package dev.cinestream.content.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cinestream.platform.identity.TokenVerification;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Imports and exports as a client does them.
final class TitleLines {

    static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final TokenVerification verification;

    TitleLines(URI server, TokenVerification verification) {
        this.server = server;
        this.verification = verification;
    }

    /// The answer to each line.
    List<JsonNode> imported(String role, List<String> lines) throws IOException {
        try (var exchange = importing(role)) {
            var sending = exchange.sending(lines.size(), lines::get);
            List<JsonNode> results = rest(exchange);
            sending.join();
            return results;
        }
    }

    List<JsonNode> exported(String role) throws IOException {
        try (var exchange = new NdjsonExchange(server, "GET", "/v1/titles/export", token(role))) {
            return rest(exchange);
        }
    }

    NdjsonExchange importing(String role) throws IOException {
        return new NdjsonExchange(server, "POST", "/v1/titles/import", token(role));
    }

    String token(String role) {
        return verification
                .developmentTokens()
                .orElseThrow()
                .issue("ida", Set.of(role), Duration.ofMinutes(15));
    }

    static List<JsonNode> rest(NdjsonExchange exchange) throws IOException {
        List<JsonNode> results = new ArrayList<>();
        for (String line = exchange.readLine(); line != null; line = exchange.readLine()) {
            results.add(JSON.readTree(line));
        }
        return results;
    }

    static String status(JsonNode result) {
        return result.get("status").asText();
    }

    static String movie(UUID id, String name) {
        return line(id, "MOVIE", null, null, name);
    }

    static String line(
            UUID id, String kind, @Nullable UUID parent, @Nullable Integer number, String name) {
        return """
        {"id":"%s","kind":"%s","parent":%s,"number":%s,"metadata":{"texts":{"en":{"name":"%s"}},"year":2010,\
        "originalLanguage":"en","ageRating":{"system":"FSK","value":"12","minimumAge":12}},"availability":[],"publish":true}\
        """
                .formatted(id, kind, parent == null ? null : "\"" + parent + "\"", number, name);
    }
}
