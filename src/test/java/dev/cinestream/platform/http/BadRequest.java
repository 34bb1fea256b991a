package dev.cinestream.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One row of a table of wrong requests: what is sent, and which problem it must get.
///
/// ```java
/// BadRequest.post("an unknown property", "/v1/titles", "{\"nmae\":1}").as(EDITOR).gets(400, "unknown-property")
/// ```
@SuppressWarnings("ArrayRecordComponent") // rows are never compared, and bytes need not be text
public record BadRequest(
        String name,
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        int status,
        String code,
        List<String> says) {

    public static BadRequest get(String name, String path) {
        return new BadRequest(name, "GET", path, Map.of(), new byte[0], 0, "", List.of());
    }

    public static BadRequest post(String name, String path, String json) {
        return post(name, path, json.getBytes(UTF_8));
    }

    public static BadRequest post(String name, String path, byte[] body) {
        return new BadRequest(name, "POST", path, Map.of(), body, 0, "", List.of())
                .with("Content-Type", "application/json");
    }

    public BadRequest by(String otherMethod) {
        return new BadRequest(name, otherMethod, path, headers, body, status, code, says);
    }

    public BadRequest with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new BadRequest(name, method, path, more, body, status, code, says);
    }

    /// With a bearer token.
    public BadRequest as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public BadRequest gets(int expectedStatus, String expectedCode) {
        return new BadRequest(
                name, method, path, headers, body, expectedStatus, expectedCode, says);
    }

    /// What the problem must say: where it is wrong, and what would be right.
    public BadRequest saying(String... parts) {
        return new BadRequest(name, method, path, headers, body, status, code, List.of(parts));
    }

    public BadRequest named(String otherName) {
        return new BadRequest(otherName, method, path, headers, body, status, code, says);
    }

    @Override
    public String toString() {
        return name + " gets " + status + " " + code;
    }
}
