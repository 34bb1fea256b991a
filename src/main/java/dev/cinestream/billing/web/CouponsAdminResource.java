package dev.cinestream.billing.web;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Discount;
import dev.cinestream.billing.coupon.CouponCode;
import dev.cinestream.billing.coupon.CouponCommand.EndCoupon;
import dev.cinestream.billing.coupon.CouponCommand.IssueCoupon;
import dev.cinestream.billing.coupon.Limits;
import dev.cinestream.billing.time.Time;
import dev.cinestream.billing.web.BillingRequests.NewCoupon;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Audit;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Coupons: issued and ended.
@Path("/admin/coupons")
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Billing: plans")
public class CouponsAdminResource {

    private final Audit audit;
    private final Commands commands;
    private final Time time;

    CouponsAdminResource(Audit audit, Commands commands, Time time) {
        this.audit = audit;
        this.commands = commands;
        this.time = time;
    }

    @POST
    @Operation(
            summary = "Issue a coupon",
            description =
                    "A percentage or an amount, for one bill, several or all. Needs an Idempotency-Key.")
    @APIResponse(responseCode = "201", description = "Issued; Location names it")
    @APIResponse(responseCode = "409", description = "The code is or was in use")
    @APIResponse(responseCode = "422", description = "Something in it cannot be; it says what")
    public Uni<Response> issue(NewCoupon body) {
        UUID id = CouponCode.id(body.code());
        Discount discount = discount(id, body);
        var limits =
                new Limits(
                        body.redemptions(),
                        body.expires(),
                        body.plans() == null ? List.of() : body.plans());
        return audit.changing(
                        "coupon.issue",
                        "billing.coupon/" + id,
                        () ->
                                time.now(null)
                                        .chain(now ->
                                                commands.create(
                                                        BillingModule.COUPON,
                                                        id,
                                                        new IssueCoupon(
                                                                body.code(), discount, limits, now),
                                                        body)))
                .map(done ->
                        Answers.created(
                                done,
                                URI.create("/admin/coupons/" + CouponCode.normal(body.code())),
                                null));
    }

    @POST
    @Path("/{code}/end")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "End a coupon",
            description =
                    "Nobody redeems it any more; who has keeps the discount. Heeds If-Match and Idempotency-Key when sent.")
    @APIResponse(responseCode = "204", description = "Ended, now or before")
    @APIResponse(responseCode = "404", description = "There is no such code")
    public Uni<Response> end(@PathParam("code") String code) {
        UUID id = CouponCode.id(code);
        return audit.changing(
                        "coupon.end",
                        "billing.coupon/" + id,
                        () ->
                                time.now(null)
                                        .chain(now ->
                                                commands.execute(
                                                        BillingModule.COUPON,
                                                        id,
                                                        new EndCoupon(now),
                                                        null)))
                .map(Answers::noContent);
    }

    private static Discount discount(UUID id, NewCoupon body) {
        if ((body.basisPoints() == null) == (body.amount() == null)) {
            String right = "basisPoints or amount, one of the two";
            throw ProblemException.unprocessable(
                    "invalid-coupon",
                    "/basisPoints: Expected " + right,
                    Violation.inBody("/basisPoints", "Is not right", right));
        }
        return new Discount(id, body.name(), body.basisPoints(), body.amount(), body.bills());
    }
}
