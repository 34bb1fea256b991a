package dev.cinestream.platform.http;

import static dev.cinestream.platform.http.BadRequest.get;
import static dev.cinestream.platform.http.BadRequest.post;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// What can be wrong with a request to any resource.
final class PlatformBadRequests {

    private static final String BODY = "/probe/body";
    private static final String ID = "/probe/ids/0197c9a4-7d1c-7a52-9c6e-3f0d3c1f2b11";

    private PlatformBadRequests() {}

    static Stream<BadRequest> rows() {
        return Stream.of(shapes(), values(), encodings(), sizes(), routes(), headers(), tokens())
                .flatMap(rows -> rows);
    }

    private static Stream<BadRequest> shapes() {
        return Stream.of(
                post("no body", BODY, "").gets(400, "missing-body"),
                post("a null", BODY, "null").gets(400, "missing-body"),
                post("half a body", BODY, "{\"text\":\"a\"").gets(400, "malformed-json"),
                post("no JSON", BODY, "hello").gets(400, "malformed-json"),
                post("a comma too many", BODY, "{\"text\":\"a\",}").gets(400, "malformed-json"),
                post("single quotes", BODY, "{'text':'a'}").gets(400, "malformed-json"),
                post("two bodies", BODY, "{\"text\":\"a\",\"number\":1} {}")
                        .gets(400, "malformed-json"),
                post("a list for an object", BODY, "[]").gets(400, "invalid-value"),
                post("a text for an object", BODY, "\"a\"").gets(400, "invalid-value"),
                post("a property twice", BODY, "{\"text\":\"a\",\"text\":\"b\",\"number\":1}")
                        .gets(400, "duplicate-property"),
                post("an unknown property", BODY, "{\"text\":\"a\",\"number\":1,\"x\":1}")
                        .gets(400, "unknown-property"),
                post("a missing property", BODY, "{\"number\":1}").gets(400, "missing-property"),
                post("a missing number", BODY, "{\"text\":\"a\"}").gets(400, "missing-property"),
                post("a null for a text", BODY, "{\"text\":null,\"number\":1}")
                        .gets(400, "missing-property"),
                post("a null in a list", BODY, valid("\"inner\":[null]"))
                        .gets(400, "missing-property"),
                post("an unknown type", BODY, valid("\"shape\":{\"type\":\"hexagon\"}"))
                        .gets(400, "unknown-type"),
                post("a missing type", BODY, valid("\"shape\":{\"side\":1}"))
                        .gets(400, "unknown-type"));
    }

    private static Stream<BadRequest> values() {
        return Stream.of(
                post("a number for a text", BODY, "{\"text\":1,\"number\":1}")
                        .gets(400, "invalid-value"),
                post("true for a text", BODY, "{\"text\":true,\"number\":1}")
                        .gets(400, "invalid-value"),
                post("a number in quotes", BODY, "{\"text\":\"a\",\"number\":\"1\"}")
                        .gets(400, "invalid-value"),
                post("a broken number", BODY, "{\"text\":\"a\",\"number\":1.5}")
                        .gets(400, "invalid-value"),
                post("a number beyond its range", BODY, "{\"text\":\"a\",\"number\":2147483648}")
                        .gets(400, "invalid-value"),
                post("an object for a number", BODY, "{\"text\":\"a\",\"number\":{}}")
                        .gets(400, "invalid-value"),
                post("an unknown constant", BODY, valid("\"colour\":\"BLUE\""))
                        .gets(400, "invalid-value"),
                post("a number for a constant", BODY, valid("\"colour\":0"))
                        .gets(400, "invalid-value"),
                post("no UUID", BODY, valid("\"id\":\"1-2\"")).gets(400, "invalid-value"),
                post("no time", BODY, valid("\"at\":\"yesterday\"")).gets(400, "invalid-value"),
                post("a time without zone", BODY, valid("\"at\":\"2026-01-31T12:00:00\""))
                        .gets(400, "invalid-value"),
                post("a number for a time", BODY, valid("\"at\":1700000000"))
                        .gets(400, "invalid-value"),
                post("a text for a boolean", BODY, valid("\"flag\":\"true\""))
                        .gets(400, "invalid-value"),
                post("a number for a boolean", BODY, valid("\"flag\":1"))
                        .gets(400, "invalid-value"),
                post("NaN", BODY, valid("\"ratio\":NaN")).gets(400, "malformed-json"),
                post("a value its record refuses", BODY, valid("\"inner\":[{\"name\":\" \"}]"))
                        .gets(400, "invalid-value"));
    }

    private static Stream<BadRequest> encodings() {
        return Stream.of(
                post("NUL escaped", BODY, "{\"text\":\"a\\u0000\",\"number\":1}")
                        .gets(400, "unstorable-text"),
                post("NUL in a name of a map", BODY, valid("\"map\":{\"a\\u0000\":\"b\"}"))
                        .gets(400, "unstorable-text"),
                post("half a surrogate pair", BODY, "{\"text\":\"\\ud83d\",\"number\":1}")
                        .gets(400, "unstorable-text"),
                post("Latin-1", BODY, latin1("{\"text\":\"é\",\"number\":1}"))
                        .gets(400, "invalid-encoding"),
                post("an overlong form", BODY, latin1("{\"text\":\"\u00C1\u0081\",\"number\":1}"))
                        .gets(400, "invalid-encoding"),
                post(
                                "a surrogate as bytes",
                                BODY,
                                latin1("{\"text\":\"\u00ED\u00A0\u0080\",\"number\":1}"))
                        .gets(400, "invalid-encoding"),
                post(
                                "UTF-16",
                                BODY,
                                "{\"text\":\"a\",\"number\":1}".getBytes(StandardCharsets.UTF_16LE))
                        .gets(400, "invalid-encoding"));
    }

    private static Stream<BadRequest> sizes() {
        return Stream.of(
                post("a body too large", BODY, "{\"text\":\"" + "a".repeat(2 << 20) + "\"}")
                        .gets(413, "content-too-large"),
                post(
                                "a thousand levels",
                                BODY,
                                valid("\"x\":" + "[".repeat(1000) + "]".repeat(1000)))
                        .gets(400, "json-limit-exceeded"),
                post(
                                "a number of a thousand digits",
                                BODY,
                                "{\"text\":\"a\",\"number\":" + "1".repeat(1000) + "}")
                        .gets(400, "json-limit-exceeded"));
    }

    private static Stream<BadRequest> routes() {
        return Stream.of(
                get("an unknown route", "/nowhere").gets(404, "not-found"),
                get("an unknown route below one", "/probe/nowhere").gets(404, "not-found"),
                get("a method there is not", BODY).gets(405, "method-not-allowed"),
                get("a media type there is not", "/probe/ids/0197c9a4-7d1c-7a52-9c6e-3f0d3c1f2b11")
                        .with("Accept", "image/png")
                        .gets(406, "not-acceptable"),
                post("a body of another media type", BODY, "<a/>")
                        .with("Content-Type", "application/xml")
                        .gets(415, "unsupported-media-type"),
                get("no UUID in the path", "/probe/ids/17").gets(400, "invalid-parameter"),
                get("a short UUID in the path", "/probe/ids/1-1-1-1-1")
                        .gets(400, "invalid-parameter"),
                get("a word for a limit", ID + "?limit=many").gets(400, "invalid-parameter"),
                get("a limit beyond its range", ID + "?limit=99999999999")
                        .gets(400, "invalid-parameter"),
                get("an unknown constant in the query", ID + "?colour=blue")
                        .gets(400, "invalid-parameter"),
                get("no time in the query", ID + "?at=now").gets(400, "invalid-parameter"),
                get("neither true nor false", ID + "?flag=yes").gets(400, "invalid-parameter"),
                get("a cursor made up", "/probe/page?cursor=abc").gets(400, "invalid-parameter"),
                get("a cursor of another listing", "/probe/page?cursor=" + Cursor.of("other", 1))
                        .gets(400, "invalid-parameter"));
    }

    private static Stream<BadRequest> headers() {
        String editor = ForgedTokens.real("editor");
        BadRequest create = post("", "/probe/create", "{\"name\":\"a\"}").as(editor);
        return Stream.of(
                create.named("no idempotency key").gets(400, "idempotency-key-required"),
                create.named("a blank in the idempotency key")
                        .with("Idempotency-Key", "a b")
                        .gets(400, "invalid-header"),
                create.named("an idempotency key too long")
                        .with("Idempotency-Key", "k".repeat(256))
                        .gets(400, "invalid-header"),
                create.named("a reason too long")
                        .with("Idempotency-Key", "k")
                        .with("Reason", "r".repeat(501))
                        .gets(400, "invalid-header"),
                change(editor, "no If-Match").gets(428, "precondition-required"),
                change(editor, "a weak If-Match")
                        .with("If-Match", "W/\"1\"")
                        .gets(400, "invalid-header"),
                change(editor, "an If-Match without quotes")
                        .with("If-Match", "1")
                        .gets(400, "invalid-header"),
                change(editor, "any If-Match").with("If-Match", "*").gets(400, "invalid-header"),
                change(editor, "two of If-Match")
                        .with("If-Match", "\"1\", \"2\"")
                        .gets(400, "invalid-header"),
                get("no consistency token", "/probe/tokens")
                        .with("Consistency-Token", "x")
                        .gets(400, "invalid-header"),
                get("a queue that is full", "/probe/overloaded").gets(503, "overloaded"),
                get("a database away", "/probe/unavailable").gets(503, "outcome-unknown"));
    }

    private static Stream<BadRequest> tokens() {
        return Stream.of(
                editors("no token").gets(401, "unauthenticated"),
                editors("no token at all").as("abc").gets(401, "invalid-token"),
                editors("an expired token")
                        .as(ForgedTokens.expired("editor"))
                        .gets(401, "invalid-token"),
                editors("a token by another key")
                        .as(ForgedTokens.byAnotherKey("editor"))
                        .gets(401, "invalid-token"),
                editors("an altered token")
                        .as(ForgedTokens.altered("editor"))
                        .gets(401, "invalid-token"),
                editors("an unsigned token")
                        .as(ForgedTokens.unsigned("editor"))
                        .gets(401, "invalid-token"),
                editors("a token signed with the public key as a secret")
                        .as(ForgedTokens.hmacWithPublicKey("editor"))
                        .gets(401, "invalid-token"),
                editors("the wrong role").as(ForgedTokens.real("viewer")).gets(403, "forbidden"),
                editors("no role").as(ForgedTokens.real()).gets(403, "forbidden"),
                post(
                                "a role there is not",
                                "/dev/tokens",
                                "{\"subject\":\"a\",\"roles\":[\"god\"]}")
                        .gets(400, "invalid-value"),
                post(
                                "a lifetime of ages",
                                "/dev/tokens",
                                "{\"subject\":\"a\",\"roles\":[],\"ttlSeconds\":999999999}")
                        .gets(400, "invalid-value"));
    }

    private static BadRequest editors(String name) {
        return get(name, "/probe/editors");
    }

    private static BadRequest change(String token, String name) {
        return post(name, "/probe/change", "{\"name\":\"a\"}").as(token);
    }

    private static String valid(String more) {
        return "{\"text\":\"a\",\"number\":1," + more + "}";
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
