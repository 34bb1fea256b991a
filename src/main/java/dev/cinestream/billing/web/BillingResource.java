package dev.cinestream.billing.web;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.Taxes;
import dev.cinestream.billing.customer.CustomerCommand.SetResidence;
import dev.cinestream.billing.customer.Preview;
import dev.cinestream.billing.web.BillingRequests.Home;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.EntityTags;
import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// A customer's own home and standing.
@Path("/v1/billing")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Billing")
public class BillingResource {

    private final Commands commands;
    private final Callers callers;
    private final Taxes taxes;

    BillingResource(Commands commands, Callers callers, Taxes taxes) {
        this.commands = commands;
        this.callers = callers;
        this.taxes = taxes;
    }

    @GET
    @Operation(
            summary = "My billing",
            description =
                    "Home, payment method, subscription, credit, and what happens next. As of the last change, always.")
    @APIResponse(responseCode = "200", description = "The customer; ETag is its revision")
    @APIResponse(responseCode = "404", description = "The account is no customer yet")
    public Uni<RestResponse<BillingViews.Billing>> read() {
        return callers.present()
                .map(present ->
                        RestResponse.ResponseBuilder.ok(BillingViews.Billing.of(present))
                                .header(HttpHeaders.ETAG, EntityTags.of(present.revision()))
                                .build());
    }

    @GET
    @Path("/upcoming")
    @Operation(
            summary = "My next bill",
            description = "What the next bill will be, to the cent, if nothing is changed before.")
    @APIResponse(responseCode = "200", description = "The bill, unless there is none to come")
    public Uni<BillingViews.Preview> upcoming() {
        return callers.present()
                .map(present ->
                        BillingViews.Preview.of(
                                List.of(),
                                Preview.upcoming(present.customer(), taxes.table()),
                                present.now()));
    }

    @PUT
    @Operation(
            summary = "Say where I live",
            description =
                    "Counts for tax from the next bill on. Needs If-Match with the ETag you saw.")
    @APIResponse(responseCode = "204", description = "Done, or it was so already")
    @APIResponse(responseCode = "412", description = "Somebody was faster")
    public Uni<Response> move(Home body) {
        var residence = new Residence(body.country(), zone(body.zone()), body.vatId());
        return commands.change(
                        BillingModule.CUSTOMER,
                        callers.account(),
                        new SetResidence(residence),
                        body)
                .map(Answers::noContent);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            String right = "an IANA time zone, for example Europe/Berlin";
            throw ProblemException.unprocessable(
                    "invalid-billing",
                    "/zone: Expected " + right,
                    Violation.inBody("/zone", "Is no time zone", right));
        }
    }
}
