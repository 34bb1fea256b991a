package dev.cinestream.admin.web;

import dev.cinestream.platform.http.BadRequest;
import dev.cinestream.platform.http.ForgedTokens;
import dev.cinestream.platform.identity.Roles;
import java.util.stream.Stream;

/// What can be wrong with a request to `/admin`.
final class AdminBadRequests {

    private static final String ID = "0197c9a4-7d1c-7a52-9c6e-3f0d3c1f2b11";
    private static final String WHY = "{\"reason\": \"a test\"}";
    private static final String STREAM = "/admin/streams/content.title/" + ID;
    private static final String PARKED = "/admin/quarantine/catalog/" + ID;

    private AdminBadRequests() {}

    static Stream<BadRequest> rows() {
        return Stream.of(
                        callers(),
                        streams(),
                        quarantine(),
                        machinery(),
                        audit(),
                        subjects(),
                        reviews(),
                        accounts())
                .flatMap(rows -> rows);
    }

    private static Stream<BadRequest> callers() {
        return Stream.of(
                BadRequest.get("nobody", "/admin/outbox").gets(401, "unauthenticated"),
                BadRequest.get("an expired token", "/admin/outbox")
                        .as(ForgedTokens.expired(Roles.OPS))
                        .gets(401, "invalid-token"),
                by(Roles.VIEWER, BadRequest.get("a viewer", "/admin/projections"))
                        .gets(403, "forbidden"),
                by(Roles.EDITOR, BadRequest.get("an editor", STREAM)).gets(403, "forbidden"),
                by(Roles.SUPPORT, BadRequest.get("support at the machinery", "/admin/leases"))
                        .gets(403, "forbidden"),
                by(Roles.SUPPORT, BadRequest.get("support at the audit log", "/admin/audit"))
                        .gets(403, "forbidden"),
                by(Roles.SUPPORT, BadRequest.post("support redrives", PARKED + "/redrive", ""))
                        .gets(403, "forbidden"),
                by(Roles.SUPPORT, rebuild("support rebuilds", "catalog", WHY))
                        .gets(403, "forbidden"),
                by(Roles.OPS, erase("ops erases a person", ID, WHY)).gets(403, "forbidden"));
    }

    private static Stream<BadRequest> reviews() {
        String hide = "/admin/reviews/" + ID + "/hide";
        String judged = "{\"edition\": 1, \"reason\": \"a test\"}";
        return Stream.of(
                by(Roles.VIEWER, BadRequest.get("a viewer at the reports", "/admin/reviews"))
                        .gets(403, "forbidden"),
                by(Roles.OPS, BadRequest.post("ops hides a review", hide, judged))
                        .gets(403, "forbidden"),
                by(
                                Roles.SUPPORT,
                                BadRequest.get("a state there is not", "/admin/reviews?state=new"))
                        .gets(400, "invalid-parameter")
                        .saying("REPORTED", "HIDDEN"),
                by(
                                Roles.SUPPORT,
                                BadRequest.get("reports from elsewhere", "/admin/reviews?cursor=x"))
                        .gets(400, "invalid-parameter")
                        .saying("\"parameter\":\"cursor\""),
                by(Roles.SUPPORT, BadRequest.get("reports by title", "/admin/reviews?title=" + ID))
                        .gets(400, "unknown-parameter"),
                by(Roles.SUPPORT, BadRequest.post("hiding what is not there", hide, judged))
                        .gets(404, "no-such-review"),
                by(Roles.SUPPORT, BadRequest.post("hiding for no reason", hide, "{\"edition\": 1}"))
                        .gets(400, "missing-property")
                        .saying("/reason"),
                by(
                                Roles.SUPPORT,
                                BadRequest.post(
                                        "hiding no edition", hide, "{\"reason\": \"a test\"}"))
                        .gets(400, "missing-property")
                        .saying("/edition"));
    }

    private static Stream<BadRequest> streams() {
        String unknown = "/admin/streams/content.book/" + ID;
        return Stream.of(
                ops(BadRequest.get("a category there is none of", unknown))
                        .gets(404, "unknown-category"),
                ops(BadRequest.get("a stream there is none of", STREAM))
                        .gets(404, "no-such-stream"),
                ops(BadRequest.get("no UUID", "/admin/streams/content.title/17"))
                        .gets(400, "invalid-parameter"),
                ops(BadRequest.get("revision 0 on", STREAM + "?from=0"))
                        .gets(400, "invalid-parameter")
                        .saying("from", "a number from 1 on"),
                ops(BadRequest.get("a page of nothing", STREAM + "?limit=0"))
                        .gets(400, "invalid-parameter")
                        .saying("a number from 1 to 1000"),
                ops(BadRequest.get("a page too long", STREAM + "?limit=1001"))
                        .gets(400, "invalid-parameter"),
                ops(BadRequest.get("an unknown parameter", STREAM + "?form=1"))
                        .gets(400, "unknown-parameter")
                        .saying("form"),
                ops(BadRequest.get("a state of no time", STREAM + "/state?at=yesterday"))
                        .gets(400, "invalid-parameter")
                        .saying("at"),
                ops(BadRequest.get(
                                "two moments",
                                STREAM + "/state?revision=1&at=2026-01-01T00:00:00Z"))
                        .gets(400, "invalid-parameter")
                        .saying("revision or at, not both"),
                ops(BadRequest.get("the state of nothing", STREAM + "/state"))
                        .gets(404, "no-such-stream"));
    }

    private static Stream<BadRequest> quarantine() {
        return Stream.of(
                ops(BadRequest.get("an invented cursor", "/admin/quarantine?cursor=abc"))
                        .gets(400, "invalid-parameter")
                        .saying("cursor"),
                ops(BadRequest.get("an unknown consumer", "/admin/quarantine/nobody/" + ID))
                        .gets(404, "unknown-consumer"),
                ops(BadRequest.get("a stream that is not parked", PARKED)).gets(404, "not-parked"),
                ops(BadRequest.post("nothing to redrive", PARKED + "/redrive", ""))
                        .gets(404, "not-parked"),
                ops(BadRequest.post("discarded without a word", PARKED + "/discard", ""))
                        .gets(400, "missing-body"),
                ops(BadRequest.post("nothing to discard", PARKED + "/discard", WHY))
                        .gets(404, "not-parked"));
    }

    private static Stream<BadRequest> machinery() {
        String scans = "/admin/integrity/scans";
        return Stream.of(
                ops(rebuild("an unknown projection", "catalogue", WHY))
                        .gets(404, "unknown-projection"),
                ops(rebuild("rebuilt without a word", "catalog", "")).gets(400, "missing-body"),
                ops(rebuild("rebuilt without a reason", "catalog", "{}"))
                        .gets(400, "missing-property")
                        .saying("/reason"),
                ops(rebuild("rebuilt for a blank reason", "catalog", "{\"reason\": \" \"}"))
                        .gets(400, "invalid-value"),
                ops(rebuild(
                                "an endless reason",
                                "catalog",
                                "{\"reason\": \"" + "a".repeat(501) + "\"}"))
                        .gets(400, "invalid-value"),
                ops(BadRequest.post(
                                "heads of no category", "/admin/heads/content.book/verify", WHY))
                        .gets(404, "unknown-category"),
                ops(BadRequest.post(
                                "heads without a word", "/admin/heads/content.title/rebuild", ""))
                        .gets(400, "missing-body"),
                ops(BadRequest.get("integrity of no category", "/admin/integrity?category=x"))
                        .gets(404, "unknown-category"),
                ops(BadRequest.post("a scan without a word", scans, "")).gets(400, "missing-body"),
                ops(BadRequest.post(
                                "a scan of no category",
                                scans,
                                "{\"reason\": \"a test\", \"categories\": [\"x\"]}"))
                        .gets(422, "unknown-category")
                        .saying("/categories", "content.title"),
                ops(BadRequest.get("a scan there is none of", scans + "/" + ID))
                        .gets(404, "no-such-scan"),
                ops(BadRequest.post("a scan that never ran", scans + "/" + ID + "/cancel", ""))
                        .gets(404, "no-such-scan"),
                ops(BadRequest.get("too many scans", scans + "?limit=5000"))
                        .gets(400, "invalid-parameter"),
                ops(BadRequest.get("the outbox by another verb", "/admin/outbox").by("DELETE"))
                        .gets(405, "method-not-allowed"),
                ops(BadRequest.get("what is not there", "/admin/outboxes")).gets(404, "not-found"));
    }

    private static Stream<BadRequest> audit() {
        return Stream.of(
                ops(BadRequest.get(
                                "an invented cursor of the audit log", "/admin/audit?cursor=abc"))
                        .gets(400, "invalid-parameter"),
                ops(BadRequest.get("a page of -1", "/admin/audit?limit=-1"))
                        .gets(400, "invalid-parameter"),
                ops(BadRequest.get("no number", "/admin/audit?limit=ten"))
                        .gets(400, "invalid-parameter"),
                ops(BadRequest.get("since when", "/admin/audit?from=lately"))
                        .gets(400, "invalid-parameter"));
    }

    private static Stream<BadRequest> subjects() {
        return Stream.of(
                admin(erase("erased without a word", ID, "")).gets(400, "missing-body"),
                admin(erase("erased without a reason", ID, "{}")).gets(400, "missing-property"),
                admin(erase("no person", "17", WHY)).gets(400, "invalid-parameter"));
    }

    private static Stream<BadRequest> accounts() {
        String account = "/admin/accounts/" + ID;
        String search = "/admin/accounts/search";
        return Stream.of(
                by(Roles.VIEWER, BadRequest.get("a viewer at an account", account))
                        .gets(403, "forbidden"),
                by(
                                Roles.SUPPORT,
                                BadRequest.post(
                                        "support makes admins",
                                        account + "/roles/admin/grant",
                                        WHY))
                        .gets(403, "forbidden"),
                by(Roles.SUPPORT, BadRequest.get("an account there is none of", account))
                        .gets(404, "no-such-account"),
                by(Roles.SUPPORT, BadRequest.get("no account's id", "/admin/accounts/17"))
                        .gets(400, "invalid-parameter"),
                by(Roles.SUPPORT, BadRequest.post("searched for nothing", search, "{}"))
                        .gets(400, "missing-property")
                        .saying("/email"),
                by(
                                Roles.SUPPORT,
                                BadRequest.post(
                                        "searched for nobody",
                                        search,
                                        "{\"email\": \"nobody@example.org\"}"))
                        .gets(404, "no-such-account"),
                admin(BadRequest.post("a role of no staff", account + "/roles/viewer/grant", WHY))
                        .gets(400, "invalid-parameter")
                        .saying("role", "support"),
                admin(
                                BadRequest.post(
                                        "a role without a reason",
                                        account + "/roles/ops/grant",
                                        "{}"))
                        .gets(400, "missing-property")
                        .saying("/reason"),
                admin(BadRequest.post("a role for nobody", account + "/roles/ops/grant", WHY))
                        .gets(404, "no-such-account"),
                by(
                                Roles.SUPPORT,
                                BadRequest.post(
                                        "acting for ever",
                                        account + "/acting",
                                        "{\"reason\": \"a test\", \"minutes\": 61}"))
                        .gets(400, "invalid-value")
                        .saying("from 1 to 60"),
                by(
                                Roles.SUPPORT,
                                BadRequest.post(
                                        "acting for nobody",
                                        account + "/acting",
                                        "{\"reason\": \"a test\", \"minutes\": 5}"))
                        .gets(404, "no-such-account"));
    }

    private static BadRequest rebuild(String name, String projection, String body) {
        return BadRequest.post(name, "/admin/projections/" + projection + "/rebuild", body);
    }

    private static BadRequest erase(String name, String subject, String body) {
        return BadRequest.post(name, "/admin/subjects/" + subject + "/erase", body);
    }

    private static BadRequest ops(BadRequest request) {
        return by(Roles.OPS, request);
    }

    private static BadRequest admin(BadRequest request) {
        return by(Roles.ADMIN, request);
    }

    private static BadRequest by(String role, BadRequest request) {
        return request.as(ForgedTokens.real(role));
    }
}
