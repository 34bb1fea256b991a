package dev.cinestream.user.web;

import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.BadRequest;
import dev.cinestream.platform.http.ForgedTokens;
import dev.cinestream.platform.identity.Roles;
import java.util.UUID;
import java.util.stream.Stream;

/// Wrong requests about who watches, made by somebody who has one profile and no PIN.
final class HouseholdBadRequests {

    static final String RIGHT =
            """
            {"name": "Max", "avatar": "owl", "languages": {"ui": "en", "audio": ["de"], "subtitles": []}, "maturityLimit": 16, \
            "kids": false}\
            """;

    private static final String PROFILES = "/v1/profiles";
    private static final String CHOICE = "/v1/sessions/current/profile";
    private static final String NOBODYS = PROFILES + "/0197c9a4-7d1c-7a52-9c6e-3f0d3c1f2b11";

    private final String token;
    private final String own;

    /// @param profile the only one
    HouseholdBadRequests(String token, UUID profile) {
        this.token = token;
        own = PROFILES + "/" + profile;
    }

    Stream<BadRequest> rows() {
        return Stream.of(
                        callers(),
                        creations(),
                        changes(),
                        deletions(),
                        pins(),
                        countries(),
                        choices())
                .flatMap(rows -> rows);
    }

    private static Stream<BadRequest> callers() {
        return Stream.of(
                BadRequest.get("nobody", PROFILES).gets(401, "unauthenticated"),
                BadRequest.get("an editor", PROFILES)
                        .as(ForgedTokens.real(Roles.EDITOR))
                        .gets(403, "forbidden"),
                BadRequest.get("who has no account", PROFILES)
                        .as(ForgedTokens.real(Roles.VIEWER))
                        .gets(403, "no-account"),
                BadRequest.post("nobody chooses", CHOICE, "{\"profile\": \"" + Uuid7.next() + "\"}")
                        .gets(401, "unauthenticated"));
    }

    private Stream<BadRequest> creations() {
        return Stream.of(
                mine(BadRequest.post("a profile without a key", PROFILES, RIGHT))
                        .gets(400, "idempotency-key-required")
                        .saying("Idempotency-Key"),
                create("no body", "").gets(400, "missing-body"),
                create("no JSON", "{\"name\": ").gets(400, "malformed-json"),
                create("an unknown property", RIGHT.replace("\"kids\"", "\"kid\": true, \"kids\""))
                        .gets(400, "unknown-property")
                        .saying("kid"),
                create("no name", RIGHT.replace("\"name\": \"Max\", ", ""))
                        .gets(400, "missing-property")
                        .saying("name"),
                create("no limit", RIGHT.replace("\"maturityLimit\": 16, ", ""))
                        .gets(400, "missing-property")
                        .saying("maturityLimit"),
                create("a limit in words", RIGHT.replace("16", "\"adult\""))
                        .gets(400, "invalid-value")
                        .saying("/maturityLimit"),
                create(
                                "a size of subtitles there is none of",
                                RIGHT.replace(
                                        "\"kids\"",
                                        "\"subtitles\": {\"size\": \"HUGE\", \"background\": \"NONE\"}, \"kids\""))
                        .gets(400, "invalid-value")
                        .saying("/subtitles/size", "SMALL"),
                create("a name of nothing", RIGHT.replace("Max", " "))
                        .gets(422, "invalid-profile")
                        .saying("/name", "1 to 40 characters"),
                create("a name too long", RIGHT.replace("Max", "M".repeat(41)))
                        .gets(422, "invalid-profile")
                        .saying("/name"),
                create("a picture there is none of", RIGHT.replace("owl", "dragon"))
                        .gets(422, "invalid-profile")
                        .saying("/avatar", "fox"),
                create("no language", RIGHT.replace("\"de\"", "\"de_DE\""))
                        .gets(422, "invalid-profile")
                        .saying("/languages/audio/0", "BCP 47"),
                create("a limit below 0", RIGHT.replace("16", "-1"))
                        .gets(422, "invalid-profile")
                        .saying("/maturityLimit", "from 0 to 21"),
                create("a limit beyond all ratings", RIGHT.replace("16", "22"))
                        .gets(422, "invalid-profile")
                        .saying("/maturityLimit", "from 0 to 21"),
                create("a kid of 16", RIGHT.replace("false", "true"))
                        .gets(422, "invalid-profile")
                        .saying("/maturityLimit", "from 0 to 12 for kids"),
                create(
                                "kids where nothing is locked",
                                RIGHT.replace("false", "true").replace("16", "6"))
                        .gets(409, "household-pin-needed"));
    }

    private Stream<BadRequest> changes() {
        return Stream.of(
                mine(BadRequest.post("a change of what was not seen", own, RIGHT).by("PUT"))
                        .gets(428, "precondition-required"),
                change("a tag that is none", own, RIGHT, "5").gets(400, "invalid-header"),
                change("a tag of before", own, RIGHT, "\"0\"").gets(412, "stale-revision"),
                change("a profile there is none of", NOBODYS, RIGHT, "\"1\"")
                        .gets(404, "no-such-profile"),
                change("no UUID", PROFILES + "/17", RIGHT, "\"1\"").gets(400, "invalid-parameter"),
                change("half a profile", own, "{\"name\": \"Max\"}", "\"1\"")
                        .gets(400, "missing-property"),
                mine(BadRequest.get("to read one there is none of", NOBODYS))
                        .gets(404, "no-such-profile"));
    }

    private Stream<BadRequest> deletions() {
        BadRequest last = mine(BadRequest.get("to delete the last", own).by("DELETE"));
        return Stream.of(
                last.with("If-Match", "\"1\"").gets(409, "last-profile"),
                last.named("to delete what was not seen").gets(428, "precondition-required"),
                mine(BadRequest.get("to delete what there is none of", NOBODYS).by("DELETE"))
                        .with("If-Match", "\"1\"")
                        .gets(404, "no-such-profile"));
    }

    private Stream<BadRequest> pins() {
        return Stream.of(
                put("a PIN of letters", own + "/pin", "{\"pin\": \"abcd\"}")
                        .gets(400, "invalid-value")
                        .saying("/pin", "4 to 8 digits"),
                put("a PIN of three", own + "/pin", "{\"pin\": \"123\"}")
                        .gets(400, "invalid-value")
                        .saying("4 to 8 digits"),
                put("no PIN", own + "/pin", "{}").gets(400, "missing-property").saying("pin"),
                put("a PIN where the household has none", own + "/pin", "{\"pin\": \"1234\"}")
                        .gets(409, "household-pin-needed"),
                put("a PIN of nobody", NOBODYS + "/pin", "{\"pin\": \"1234\"}")
                        .gets(404, "no-such-profile"),
                put("a PIN of the household that is none", "/v1/household/pin", pin("12"))
                        .gets(400, "invalid-value")
                        .saying("4 to 8 digits"),
                put(
                                "a PIN of the household without a password",
                                "/v1/household/pin",
                                "{\"pin\": \"1234\"}")
                        .gets(400, "missing-property")
                        .saying("password"),
                put("a PIN of a household that is no account's", "/v1/household/pin", pin("1234"))
                        .gets(404, "no-such-account"));
    }

    private Stream<BadRequest> countries() {
        String path = "/v1/household/country";
        return Stream.of(
                put("a country in small letters", path, "{\"country\": \"es\"}")
                        .gets(422, "invalid-profile")
                        .saying("/country", "ISO 3166-1"),
                put("a country there is none of", path, "{\"country\": \"ZZ\"}")
                        .gets(422, "invalid-profile"),
                put("no country", path, "{}").gets(400, "missing-property"));
    }

    private Stream<BadRequest> choices() {
        return Stream.of(
                mine(BadRequest.post("no profile", CHOICE, "{}")).gets(400, "missing-property"),
                mine(BadRequest.post("a profile that is no UUID", CHOICE, "{\"profile\": \"max\"}"))
                        .gets(400, "invalid-value")
                        .saying("/profile"),
                mine(BadRequest.post(
                                "a choice without a session",
                                CHOICE,
                                "{\"profile\": \"" + Uuid7.next() + "\"}"))
                        .gets(403, "no-session"));
    }

    private BadRequest create(String name, String body) {
        return mine(BadRequest.post(name, PROFILES, body))
                .with("Idempotency-Key", Uuid7.next().toString());
    }

    private BadRequest change(String name, String path, String body, String tag) {
        return put(name, path, body).with("If-Match", tag);
    }

    private BadRequest put(String name, String path, String body) {
        return mine(BadRequest.post(name, path, body).by("PUT"));
    }

    private BadRequest mine(BadRequest request) {
        return request.as(token);
    }

    private static String pin(String pin) {
        return "{\"password\": \"a long and quiet river\", \"pin\": \"" + pin + "\"}";
    }
}
