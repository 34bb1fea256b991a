package dev.cinestream.admin.web;

import dev.cinestream.admin.web.IntegrityViews.IntegrityView;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.integrity.LaneNumbers;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Whether what was committed is in the log and was applied, everything once and in order.
@Path("/admin/integrity")
@RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
@Tag(name = "Operations: integrity")
public class IntegrityResource {

    private final AuditTrail trail;
    private final LaneNumbers numbers;
    private final Aggregates aggregates;

    IntegrityResource(AuditTrail trail, LaneNumbers numbers, Aggregates aggregates) {
        this.trail = trail;
        this.numbers = numbers;
        this.aggregates = aggregates;
    }

    @GET
    @Operation(
            summary = "Each lane's numbers from the commit to the last consumer",
            description = "Gapless, so differences are counts of events.")
    @APIResponse(responseCode = "200", description = "The lanes that have events, as of one moment")
    @APIResponse(responseCode = "404", description = "No such category")
    public Uni<IntegrityView> integrity(
            @QueryParam("category") @Nullable String category, @Context UriInfo uri) {
        Asked.only(uri, "category");
        return trail.reading(
                "integrity.read",
                category == null ? "all" : Asked.category(aggregates, category),
                () -> numbers.all().map(lanes -> IntegrityView.of(lanes, category)));
    }
}
