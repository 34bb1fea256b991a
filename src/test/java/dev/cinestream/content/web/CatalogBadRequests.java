package dev.cinestream.content.web;

import static dev.cinestream.platform.http.BadRequest.get;
import static dev.cinestream.platform.http.BadRequest.post;

import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.BadRequest;
import dev.cinestream.platform.http.ForgedTokens;
import dev.cinestream.platform.identity.Roles;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;

/// What can be wrong with what editors send. The titles it speaks of are made by [CatalogBadRequestsIT].
final class CatalogBadRequests {

    static final UUID MOVIE = Uuid7.next();
    static final UUID SERIES = Uuid7.next();
    static final UUID WITHDRAWN = Uuid7.next();
    static final UUID UNREADY = Uuid7.next();
    static final UUID NOWHERE = Uuid7.next();
    static final String USED_KEY = "used-" + Uuid7.next();

    private static final String TITLES = "/v1/titles";
    private static final String EDITOR = ForgedTokens.real(Roles.EDITOR);

    private CatalogBadRequests() {}

    static Stream<BadRequest> rows() {
        return Stream.of(
                        shapes(),
                        encodings(),
                        CatalogBadTitles.rows(),
                        places(),
                        revisions(),
                        windows(),
                        standings(),
                        keys(),
                        tokens(),
                        streams(),
                        CatalogBadQueries.rows())
                .flatMap(rows -> rows);
    }

    private static Stream<BadRequest> shapes() {
        return Stream.of(
                draft("no body", "").gets(400, "missing-body"),
                draft("a list", "[]").gets(400, "invalid-value"),
                draft("half a title", "{\"kind\": \"MOVIE\"").gets(400, "malformed-json"),
                draft("no kind", "{\"metadata\": {}}")
                        .gets(400, "missing-property")
                        .saying("\"pointer\":\"/kind\""),
                draft("no metadata", "{\"kind\": \"MOVIE\"}")
                        .gets(400, "missing-property")
                        .saying("\"pointer\":\"/metadata\""),
                draft("a kind there is not", "{\"kind\": \"FILM\", \"metadata\": {}}")
                        .gets(400, "invalid-value")
                        .saying("\"pointer\":\"/kind\"", "MOVIE", "EPISODE"),
                draft("a kind in lower case", "{\"kind\": \"movie\", \"metadata\": {}}")
                        .gets(400, "invalid-value")
                        .saying("\"pointer\":\"/kind\"", "MOVIE"),
                draft("an unknown property", "{\"kind\": \"MOVIE\", \"metadata\": {}, \"nmae\": 1}")
                        .gets(400, "unknown-property")
                        .saying("\"pointer\":\"/nmae\"", "\"kind\""),
                draft("a property twice", "{\"kind\": \"MOVIE\", \"kind\": \"SERIES\"}")
                        .gets(400, "duplicate-property"),
                with("an unknown property inside", "\"yaer\": 2010")
                        .gets(400, "unknown-property")
                        .saying("\"pointer\":\"/metadata/yaer\"", "\"year\""),
                with("a year in quotes", "\"year\": \"2010\"")
                        .gets(400, "invalid-value")
                        .saying("\"pointer\":\"/metadata/year\""),
                with("a year and a half", "\"year\": 2010.5")
                        .gets(400, "invalid-value")
                        .saying("\"pointer\":\"/metadata/year\""),
                with("texts as a list", "\"texts\": []")
                        .gets(400, "invalid-value")
                        .saying("\"pointer\":\"/metadata/texts\""),
                with("a text without a name", "\"texts\": {\"en\": {\"synopsis\": \"x\"}}")
                        .gets(400, "missing-property")
                        .saying("\"pointer\":\"/metadata/texts/en/name\""),
                with("a null for a genre", "\"genres\": [null]")
                        .gets(400, "missing-property")
                        .saying("/metadata/genres"),
                with("a genre as a number", "\"genres\": [7]")
                        .gets(400, "invalid-value")
                        .saying("/metadata/genres/0"),
                with(
                                "a rating without its age",
                                "\"ageRating\": {\"system\":\"FSK\",\"value\":\"12\"}")
                        .gets(400, "missing-property")
                        .saying("\"pointer\":\"/metadata/ageRating/minimumAge\""),
                with("a credit without a role", "\"credits\": [{\"person\": \"Ada\"}]")
                        .gets(400, "missing-property")
                        .saying("\"pointer\":\"/metadata/credits/0/role\""),
                draft(
                                "an id that is none",
                                "{\"id\": \"17\", \"kind\": \"MOVIE\", \"metadata\": {}}")
                        .gets(400, "invalid-value")
                        .saying("\"pointer\":\"/id\"", "UUID"));
    }

    private static Stream<BadRequest> encodings() {
        return Stream.of(
                with("NUL in a name", name("a\\u0000"))
                        .gets(400, "unstorable-text")
                        .saying("\"pointer\":\"/metadata/texts/en/name\""),
                with("half a surrogate pair", name("\\ud83d")).gets(400, "unstorable-text"),
                draft("Latin-1", "{\"metadata\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1))
                        .gets(400, "invalid-encoding"),
                with("a name of two megabytes", name("a".repeat(2 << 20)))
                        .gets(413, "content-too-large"),
                draft("XML", "<title/>")
                        .with("Content-Type", "application/xml")
                        .gets(415, "unsupported-media-type"));
    }

    private static Stream<BadRequest> places() {
        return Stream.of(
                placed("a movie with a number", "MOVIE", "null", "1")
                        .gets(422, "invalid-title")
                        .saying("/number", "only seasons and episodes"),
                placed("a season without a number", "SEASON", quoted(SERIES), "null")
                        .gets(422, "invalid-title")
                        .saying("/number", "from 0 to 100000"),
                placed("a season below zero", "SEASON", quoted(SERIES), "-1")
                        .gets(422, "invalid-title")
                        .saying("/number"),
                placed("a season of nothing", "SEASON", "null", "1")
                        .gets(422, "wrong-parent")
                        .saying("/parent", "needs a series"),
                placed("a season of a movie", "SEASON", quoted(MOVIE), "1")
                        .gets(422, "wrong-parent")
                        .saying("needs a series", "it is a movie"),
                placed("an episode of a series", "EPISODE", quoted(SERIES), "1")
                        .gets(422, "wrong-parent")
                        .saying("needs a season", "it is a series"),
                placed("an episode of a season there is not", "EPISODE", quoted(NOWHERE), "1")
                        .gets(422, "wrong-parent")
                        .saying("needs a season", "there is none"),
                placed("a movie of a series", "MOVIE", quoted(SERIES), "null")
                        .gets(422, "wrong-parent")
                        .saying("stands alone"),
                placed("a season of a withdrawn series", "SEASON", quoted(WITHDRAWN), "1")
                        .gets(409, "parent-withdrawn")
                        .saying("reinstate it first"),
                draft("an id that is taken", CatalogBadTitles.movie(MOVIE, ""))
                        .gets(409, "title-exists")
                        .saying("take another id"));
    }

    private static Stream<BadRequest> revisions() {
        return Stream.of(
                revise("no If-Match", MOVIE, "{}")
                        .gets(428, "precondition-required")
                        .saying("If-Match", "ETag"),
                revise("a stale revision", MOVIE, "{}")
                        .with("If-Match", "\"0\"")
                        .gets(412, "stale-revision")
                        .saying("\"actualRevision\":1", "\"expectedRevision\":0"),
                revise("a revision of tomorrow", MOVIE, "{}")
                        .with("If-Match", "\"99\"")
                        .gets(412, "stale-revision"),
                revise("a weak tag", MOVIE, "{}")
                        .with("If-Match", "W/\"1\"")
                        .gets(400, "invalid-header")
                        .saying("\"header\":\"If-Match\""),
                revise("any revision", MOVIE, "{}")
                        .with("If-Match", "*")
                        .gets(400, "invalid-header"),
                revise("a title there is not", NOWHERE, "{}")
                        .with("If-Match", "\"0\"")
                        .gets(404, "no-such-title"),
                revise("a withdrawn title", WITHDRAWN, "{}")
                        .with("If-Match", "\"2\"")
                        .gets(409, "withdrawn")
                        .saying("reinstate it first"),
                revise("an unknown property", MOVIE, "{\"nmae\": 1}")
                        .with("If-Match", "\"1\"")
                        .gets(400, "unknown-property")
                        .saying("/nmae", "texts"),
                revise("a year long ago", MOVIE, "{\"year\": 1700}")
                        .with("If-Match", "\"1\"")
                        .gets(422, "invalid-title")
                        .saying("\"pointer\":\"/year\"", "must be from 1870 to 2200"),
                send("PUT", "no UUID in the path", TITLES + "/17", "{}")
                        .with("If-Match", "\"1\"")
                        .gets(400, "invalid-parameter"),
                send("PATCH", "a method there is not", TITLES + "/" + MOVIE, "{}")
                        .gets(405, "method-not-allowed"));
    }

    private static Stream<BadRequest> windows() {
        return Stream.of(
                schedule("no windows", "{}")
                        .gets(400, "missing-property")
                        .saying("\"pointer\":\"/windows\""),
                schedule(
                                "a window without country",
                                "{\"windows\": [{\"from\": \"2026-01-01T00:00:00Z\"}]}")
                        .gets(400, "missing-property")
                        .saying("\"pointer\":\"/windows/0/country\""),
                window("a country that is none", "XX", "2026-01-01T00:00:00Z", "null")
                        .gets(422, "invalid-title")
                        .saying("/windows/0/country", "ISO 3166-1"),
                window("a country in lower case", "de", "2026-01-01T00:00:00Z", "null")
                        .gets(422, "invalid-title")
                        .saying("/windows/0/country", "two capitals"),
                window(
                                "an end before the start",
                                "DE",
                                "2026-01-01T00:00:00Z",
                                "\"2025-01-01T00:00:00Z\"")
                        .gets(422, "invalid-title")
                        .saying("/windows/0/until", "after from"),
                window("a time without zone", "DE", "2026-01-01T00:00:00", "null")
                        .gets(400, "invalid-value")
                        .saying("/windows/0/from", "RFC 3339"),
                window("a day there is not", "DE", "2026-02-30T00:00:00Z", "null")
                        .gets(400, "invalid-value")
                        .saying("/windows/0/from"),
                send(
                                "PUT",
                                "windows without If-Match",
                                TITLES + "/" + MOVIE + "/availability",
                                "{\"windows\": []}")
                        .gets(428, "precondition-required"));
    }

    private static Stream<BadRequest> standings() {
        return Stream.of(
                command("publishing what is not there", NOWHERE, "publish", "")
                        .gets(404, "no-such-title"),
                command("publishing what lacks what it needs", UNREADY, "publish", "")
                        .gets(409, "not-publishable")
                        .saying("an age rating", "a language"),
                command("publishing what is withdrawn", WITHDRAWN, "publish", "")
                        .gets(409, "withdrawn"),
                command("publishing what has changed", MOVIE, "publish", "")
                        .with("If-Match", "\"7\"")
                        .gets(412, "stale-revision"),
                command("withdrawing without a reason", MOVIE, "withdraw", "{}")
                        .gets(400, "missing-property")
                        .saying("\"pointer\":\"/reason\""),
                command("withdrawing for a blank reason", MOVIE, "withdraw", "{\"reason\": \" \"}")
                        .gets(422, "invalid-title")
                        .saying("/reason", "1 to 500 characters"),
                command(
                                "withdrawing at length",
                                MOVIE,
                                "withdraw",
                                "{\"reason\": \"" + "a".repeat(501) + "\"}")
                        .gets(422, "invalid-title")
                        .saying("/reason", "1 to 500 characters"),
                command("withdrawing what is not there", NOWHERE, "withdraw", "{\"reason\": \"x\"}")
                        .gets(404, "no-such-title"),
                command("reinstating what is not there", NOWHERE, "reinstate", "")
                        .gets(404, "no-such-title"),
                command("a deed there is not", MOVIE, "burn", "").gets(404, "not-found"));
    }

    private static Stream<BadRequest> keys() {
        BadRequest keyless = post("", TITLES, CatalogBadTitles.movie(Uuid7.next(), "")).as(EDITOR);
        return Stream.of(
                keyless.named("no idempotency key")
                        .gets(400, "idempotency-key-required")
                        .saying("\"header\":\"Idempotency-Key\""),
                keyless.named("a blank in the key")
                        .with("Idempotency-Key", "a b")
                        .gets(400, "invalid-header")
                        .saying("visible ASCII"),
                keyless.named("a key too long")
                        .with("Idempotency-Key", "k".repeat(256))
                        .gets(400, "invalid-header")
                        .saying("1 to 255"),
                keyless.named("a key used for another title")
                        .with("Idempotency-Key", USED_KEY)
                        .gets(422, "idempotency-key-reused")
                        .saying("take a new one"),
                command("a key used for another deed", MOVIE, "publish", "")
                        .with("Idempotency-Key", USED_KEY)
                        .gets(422, "idempotency-key-reused"),
                draft("a reason too long", CatalogBadTitles.movie(Uuid7.next(), ""))
                        .with("Reason", "r".repeat(501))
                        .gets(400, "invalid-header")
                        .saying("\"header\":\"Reason\""));
    }

    private static Stream<BadRequest> tokens() {
        BadRequest good =
                post("", TITLES, CatalogBadTitles.movie(Uuid7.next(), ""))
                        .with("Idempotency-Key", "k-" + Uuid7.next());
        return Stream.of(
                good.named("nobody").gets(401, "unauthenticated"),
                good.named("a viewer").as(ForgedTokens.real(Roles.VIEWER)).gets(403, "forbidden"),
                good.named("support").as(ForgedTokens.real(Roles.SUPPORT)).gets(403, "forbidden"),
                good.named("yesterday's editor")
                        .as(ForgedTokens.expired(Roles.EDITOR))
                        .gets(401, "invalid-token"),
                good.named("an editor by another key")
                        .as(ForgedTokens.byAnotherKey(Roles.EDITOR))
                        .gets(401, "invalid-token"),
                good.named("a viewer who says editor")
                        .as(ForgedTokens.altered(Roles.EDITOR))
                        .gets(401, "invalid-token"),
                good.named("an editor nobody signed")
                        .as(ForgedTokens.unsigned(Roles.EDITOR))
                        .gets(401, "invalid-token"),
                good.named("an editor signed with what all know")
                        .as(ForgedTokens.hmacWithPublicKey(Roles.EDITOR))
                        .gets(401, "invalid-token"));
    }

    private static Stream<BadRequest> streams() {
        String line = CatalogBadTitles.line(Uuid7.next(), "MOVIE", "");
        BadRequest lines =
                post("", TITLES + "/import", line).with("Content-Type", "application/x-ndjson");
        return Stream.of(
                lines.named("nobody's lines").gets(401, "unauthenticated"),
                lines.named("a viewer's lines")
                        .as(ForgedTokens.real(Roles.VIEWER))
                        .gets(403, "forbidden"),
                lines.named("lines as one JSON")
                        .as(EDITOR)
                        .with("Content-Type", "application/json")
                        .gets(415, "unsupported-media-type"),
                lines.named("lines answered in XML")
                        .as(EDITOR)
                        .with("Accept", "application/xml")
                        .gets(406, "not-acceptable"),
                get("an export by nobody", TITLES + "/export").gets(401, "unauthenticated"),
                get("an export by a viewer", TITLES + "/export")
                        .as(ForgedTokens.real(Roles.VIEWER))
                        .gets(403, "forbidden"),
                get("an export as a picture", TITLES + "/export")
                        .as(EDITOR)
                        .with("Accept", "image/png")
                        .gets(406, "not-acceptable"));
    }

    static BadRequest draft(String name, String json) {
        return draft(name, json.getBytes(StandardCharsets.UTF_8));
    }

    /// A movie that has this metadata besides.
    static BadRequest with(String name, String metadata) {
        return draft(name, CatalogBadTitles.movie(Uuid7.next(), metadata));
    }

    static String name(String name) {
        return "\"texts\": {\"en\": {\"name\": \"" + name + "\"}}";
    }

    private static BadRequest draft(String name, byte[] body) {
        return post(name, TITLES, body).as(EDITOR).with("Idempotency-Key", "k-" + Uuid7.next());
    }

    private static BadRequest placed(String name, String kind, String parent, String number) {
        return draft(
                name,
                "{\"kind\": \"%s\", \"parent\": %s, \"number\": %s, \"metadata\": {}}"
                        .formatted(kind, parent, number));
    }

    private static BadRequest revise(String name, UUID title, String body) {
        return send("PUT", "revising: " + name, TITLES + "/" + title, body);
    }

    private static BadRequest window(String name, String country, String from, String until) {
        return schedule(
                name,
                "{\"windows\": [{\"country\": \"%s\", \"from\": \"%s\", \"until\": %s}]}"
                        .formatted(country, from, until));
    }

    private static BadRequest schedule(String name, String body) {
        return send("PUT", name, TITLES + "/" + MOVIE + "/availability", body)
                .with("If-Match", "\"1\"");
    }

    private static BadRequest command(String name, UUID title, String deed, String body) {
        return send("POST", name, TITLES + "/" + title + "/" + deed, body);
    }

    private static BadRequest send(String method, String name, String path, String body) {
        return post(name, path, body).by(method).as(EDITOR);
    }

    private static String quoted(UUID id) {
        return "\"" + id + "\"";
    }
}
