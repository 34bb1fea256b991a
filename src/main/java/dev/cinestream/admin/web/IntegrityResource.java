package dev.cinestream.admin.web;

import dev.cinestream.admin.web.IntegrityViews.IntegrityView;
import dev.cinestream.eventsourcing.integrity.LaneNumbers;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
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

    IntegrityResource(AuditTrail trail, LaneNumbers numbers) {
        this.trail = trail;
        this.numbers = numbers;
    }

    @GET
    @Operation(
            summary = "Each lane's numbers from the commit to the last consumer",
            description = "Gapless, so differences are counts of events.")
    @APIResponse(responseCode = "200", description = "The lanes that have events, as of one moment")
    public Uni<IntegrityView> integrity(@QueryParam("category") @Nullable String category) {
        return trail.reading(
                "integrity.read",
                category == null ? "all" : category,
                () -> numbers.all().map(lanes -> IntegrityView.of(lanes, category)));
    }
}
