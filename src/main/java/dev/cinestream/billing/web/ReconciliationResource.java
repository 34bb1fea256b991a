package dev.cinestream.billing.web;

import dev.cinestream.billing.payment.Reconciliation;
import dev.cinestream.platform.http.Audit;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.http.QueryParameters;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Whether the provider charged what we say was paid.
@Path("/admin/billing/reconciliation")
@RolesAllowed({Roles.ADMIN, Roles.OPS})
@Tag(name = "Billing: books")
public class ReconciliationResource {

    private final Audit audit;
    private final Reconciliation reconciliation;

    ReconciliationResource(Audit audit, Reconciliation reconciliation) {
        this.audit = audit;
        this.reconciliation = reconciliation;
    }

    @GET
    @Operation(
            summary = "The provider's charges against our payments",
            description =
                    "Of the configured provider, by its clock. There are no differences when all is right; what was charged within the"
                            + " last seconds may not be known here yet. At most 1,000 differences are listed, and 200,000 charges compared.")
    @APIResponse(responseCode = "200", description = "The differences")
    @APIResponse(responseCode = "422", description = "Too many charges; ask for a shorter time")
    public Uni<Reconciliation.Report> read(
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @Context UriInfo uri) {
        QueryParameters.allow(uri, Set.of("from", "to"), Set.of());
        Instant begin = required("from", from);
        Instant end = required("to", to);
        if (!begin.isBefore(end)) {
            throw ProblemException.badParameter("to", "Is not after from.", "a later moment");
        }
        return audit.reading(
                "reconciliation.read",
                "billing.payment",
                () ->
                        reconciliation
                                .compare(begin, end)
                                .onFailure(Reconciliation.TooManyException.class)
                                .transform(_ ->
                                        ProblemException.unprocessable(
                                                "too-many-charges",
                                                "There are more than "
                                                        + Reconciliation.MOST_CHARGES
                                                        + " charges in this time; ask for a shorter one.")));
    }

    private static Instant required(String name, @Nullable Instant moment) {
        if (moment == null) {
            throw ProblemException.badParameter(
                    name, "Is missing.", "RFC 3339 in UTC, for example 2026-11-21T12:00:00Z");
        }
        return moment;
    }
}
