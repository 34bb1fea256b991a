package dev.cinestream.user.web;

import dev.cinestream.platform.http.BadRequest;
import dev.cinestream.platform.http.ForgedTokens;
import dev.cinestream.platform.identity.Roles;
import java.util.stream.Stream;

/// What can be wrong with a request about accounts and log-ins.
final class AccountBadRequests {

    private static final String EMAIL = "/v1/account/email";
    private static final String CLOSURE = "/v1/account/closure";
    private static final String FACTOR = "/v1/account/second-factor";
    private static final String PASSWORD = "{\"password\": \"a long and quiet river\"}";

    private AccountBadRequests() {}

    static Stream<BadRequest> rows() {
        return Stream.of(registrations(), sessions(), callers(), own()).flatMap(rows -> rows);
    }

    private static Stream<BadRequest> registrations() {
        return Stream.of(
                BadRequest.post(
                                "registered without a key",
                                "/v1/accounts",
                                "{\"email\": \"ada@example.org\", \"password\": \"a long and quiet river\"}")
                        .gets(400, "idempotency-key-required")
                        .saying("Idempotency-Key"),
                register("registered without a password", "{\"email\": \"ada@example.org\"}")
                        .gets(400, "missing-property")
                        .saying("/password"),
                register(
                                "registered with a short password",
                                "{\"email\": \"ada@example.org\", \"password\": \"river\"}")
                        .gets(422, "invalid-password")
                        .saying("/password", "8 to 128"),
                register(
                                "registered without an address",
                                "{\"email\": \"ada\", \"password\": \"a long and quiet river\"}")
                        .gets(422, "invalid-account")
                        .saying("/email", "ada@example.org"),
                register(
                                "registered in no language",
                                "{\"email\": \"ada@example.org\", \"password\": \"a long and quiet river\", \"language\": \"?\"}")
                        .gets(422, "invalid-account")
                        .saying("/language", "pt-BR"),
                BadRequest.post(
                                "a link that was made up",
                                "/v1/accounts/confirmation",
                                "{\"token\": \"AAAA\"}")
                        .gets(409, "link-not-good"),
                BadRequest.post(
                                "a link for something else",
                                "/v1/accounts/password",
                                "{\"token\": \"AAAA\", \"password\": \"a long and quiet river\"}")
                        .gets(409, "link-not-good"));
    }

    private static Stream<BadRequest> sessions() {
        return Stream.of(
                BadRequest.post(
                                "logged in as nobody",
                                "/v1/sessions",
                                "{\"email\": \"nobody@example.org\", \"password\": \"a\", \"device\": \"Sofa\"}")
                        .gets(401, "not-logged-in"),
                BadRequest.post(
                                "refreshed with what we never wrote",
                                "/v1/sessions/refresh",
                                "{\"refreshToken\": \"AAAA\"}")
                        .gets(401, "session-over"),
                BadRequest.post("logged in without a word", "/v1/sessions", "")
                        .gets(400, "missing-body"),
                BadRequest.post(
                                "logged in with nothing",
                                "/v1/sessions",
                                "{\"email\": \"ada@example.org\", \"password\": \"a\", \"device\": \" \"}")
                        .gets(400, "invalid-value")
                        .saying("/device", "1 to 100"),
                BadRequest.post(
                                "logged in with something else",
                                "/v1/sessions",
                                "{\"email\": \"ada@example.org\", \"pasword\": \"a\", \"device\": \"Sofa\"}")
                        .gets(400, "missing-property")
                        .saying("/password"));
    }

    private static Stream<BadRequest> callers() {
        return Stream.of(
                BadRequest.get("nobody's account", "/v1/account").gets(401, "unauthenticated"),
                BadRequest.get("an account of staff only", "/v1/account")
                        .as(ForgedTokens.real(Roles.EDITOR))
                        .gets(403, "forbidden"),
                viewer(BadRequest.get("an account there is none of", "/v1/account"))
                        .gets(403, "no-account"),
                viewer(BadRequest.post("closed for nobody", CLOSURE, PASSWORD))
                        .gets(403, "no-account"),
                viewer(BadRequest.get("acts of nobody", "/v1/account/acts"))
                        .gets(403, "no-account"));
    }

    private static Stream<BadRequest> own() {
        return Stream.of(
                viewer(BadRequest.post("closed without a word", CLOSURE, ""))
                        .gets(400, "missing-body"),
                viewer(BadRequest.post("closed without a password", CLOSURE, "{}"))
                        .gets(400, "missing-property")
                        .saying("/password"),
                viewer(
                                BadRequest.post(
                                        "another address without a password",
                                        EMAIL,
                                        "{\"email\": \"a@b.org\"}"))
                        .by("PUT")
                        .gets(400, "missing-property")
                        .saying("/password"),
                viewer(BadRequest.post("activated without a code", FACTOR + "/activation", "{}"))
                        .gets(400, "missing-property")
                        .saying("/code"),
                viewer(BadRequest.post("removed without a code", FACTOR + "/removal", PASSWORD))
                        .gets(400, "missing-property")
                        .saying("/code"),
                viewer(BadRequest.get("read by another verb", FACTOR).by("DELETE"))
                        .gets(405, "method-not-allowed"));
    }

    private static BadRequest register(String name, String body) {
        return BadRequest.post(name, "/v1/accounts", body)
                .with("Idempotency-Key", name.replace(' ', '-'));
    }

    private static BadRequest viewer(BadRequest request) {
        return request.as(ForgedTokens.real(Roles.VIEWER));
    }
}
