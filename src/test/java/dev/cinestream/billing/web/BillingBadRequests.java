package dev.cinestream.billing.web;

import dev.cinestream.platform.http.BadRequest;
import dev.cinestream.platform.http.ForgedTokens;
import dev.cinestream.platform.identity.Roles;
import java.util.stream.Stream;

/// What can be wrong with a request about billing.
final class BillingBadRequests {

    private static final String ID = "0197c9a4-7d1c-7a52-9c6e-3f0d3c1f2b11";
    private static final String INVOICES = "/v1/billing/invoices";
    private static final String CLOCKS = "/admin/billing/test-clocks";
    private static final String COUPON = "{\"code\": \"SPRING-26\", \"name\": \"Spring\"";

    private BillingBadRequests() {}

    static Stream<BadRequest> rows() {
        return Stream.of(callers(), own(), plans(), clocks()).flatMap(rows -> rows);
    }

    private static Stream<BadRequest> callers() {
        return Stream.of(
                BadRequest.get("nobody", "/v1/billing").gets(401, "unauthenticated"),
                viewer(BadRequest.get("a viewer without an account", "/v1/billing"))
                        .gets(403, "no-account"),
                viewer(BadRequest.get("a viewer at the books", "/admin/billing/trial-balance"))
                        .gets(403, "forbidden"),
                viewer(BadRequest.post("a viewer publishes a plan", "/admin/plans", "{}"))
                        .gets(403, "forbidden"));
    }

    private static Stream<BadRequest> own() {
        return Stream.of(
                viewer(BadRequest.get("a page of nothing", INVOICES + "?limit=0"))
                        .gets(400, "invalid-parameter")
                        .saying("limit", "1 to 100"),
                viewer(BadRequest.get("an invented cursor", INVOICES + "?cursor=abc"))
                        .gets(400, "invalid-parameter")
                        .saying("cursor"),
                viewer(BadRequest.get("an unknown parameter", INVOICES + "?form=1"))
                        .gets(400, "unknown-parameter"),
                viewer(
                                BadRequest.post(
                                                "a home in no time zone",
                                                "/v1/billing",
                                                "{\"country\": \"DE\", \"zone\": \"Atlantis\"}")
                                        .by("PUT"))
                        .gets(422, "invalid-billing")
                        .saying("/zone", "Europe/Berlin"),
                viewer(
                                BadRequest.post(
                                        "a cancellation of some day",
                                        "/v1/billing/subscription/cancel",
                                        "{\"when\": \"SOME_DAY\"}"))
                        .gets(400, "invalid-value")
                        .saying("/when", "PERIOD_END"));
    }

    private static Stream<BadRequest> plans() {
        return Stream.of(
                admin(BadRequest.post("a plan without a name", "/admin/plans", "{}"))
                        .gets(400, "missing-property"),
                admin(
                                BadRequest.post(
                                        "half a coupon and its whole",
                                        "/admin/coupons",
                                        COUPON
                                                + ", \"basisPoints\": 1, \"amount\": {\"minor\": 1, \"currency\": \"EUR\"}}"))
                        .gets(422, "invalid-coupon")
                        .saying("/basisPoints"),
                admin(BadRequest.post("a coupon of nothing", "/admin/coupons", COUPON + "}"))
                        .gets(422, "invalid-coupon"),
                admin(
                                BadRequest.post(
                                        "a plan that is not there retires",
                                        "/admin/plans/" + ID + "/retire",
                                        ""))
                        .gets(404, "no-such-plan"),
                admin(
                                BadRequest.post(
                                        "a coupon that is not there ends",
                                        "/admin/coupons/NONE/end",
                                        ""))
                        .gets(404, "no-such-coupon"));
    }

    private static Stream<BadRequest> clocks() {
        return Stream.of(
                admin(
                                BadRequest.post(
                                        "a clock without a key",
                                        CLOCKS,
                                        "{\"at\": \"2026-01-31T12:00:00Z\"}"))
                        .gets(400, "idempotency-key-required"),
                admin(BadRequest.post("a clock that shows no time", CLOCKS, "{\"at\": 17}"))
                        .gets(400, "invalid-value")
                        .saying("/at"),
                admin(BadRequest.get("a clock there is none of", CLOCKS + "/" + ID))
                        .gets(404, "no-such-test-clock"),
                admin(
                                BadRequest.post(
                                        "an advance of no clock",
                                        CLOCKS + "/" + ID + "/advance",
                                        "{\"to\": \"2026-01-31T12:00:00Z\"}"))
                        .gets(404, "no-such-test-clock"),
                admin(
                                BadRequest.post(
                                                "a customer on no clock",
                                                "/admin/billing/customers/" + ID + "/test-clock",
                                                "{\"clock\": \"" + ID + "\"}")
                                        .by("PUT"))
                        .gets(422, "no-such-test-clock")
                        .saying("/clock"));
    }

    private static BadRequest viewer(BadRequest request) {
        return request.as(ForgedTokens.real(Roles.VIEWER));
    }

    private static BadRequest admin(BadRequest request) {
        return request.as(ForgedTokens.real(Roles.ADMIN));
    }
}
