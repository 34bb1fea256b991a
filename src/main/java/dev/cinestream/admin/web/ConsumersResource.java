package dev.cinestream.admin.web;

import dev.cinestream.admin.web.ConsumerViews.ConsumerView;
import dev.cinestream.eventsourcing.projection.Projections;
import dev.cinestream.eventsourcing.status.Consumers;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// How far the consumers of the log are, by their own inboxes.
@Path("/admin")
@RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
@Tag(name = "Operations: projections")
public class ConsumersResource {

    private final AuditTrail trail;
    private final Consumers consumers;
    private final Projections projections;

    ConsumersResource(AuditTrail trail, Consumers consumers, Projections projections) {
        this.trail = trail;
        this.consumers = consumers;
        this.projections = projections;
    }

    @GET
    @Path("projections")
    @Operation(
            summary = "The read models: how far, which generation, what is stuck",
            description = "By their own inboxes, which move in the transaction of the rows.")
    @APIResponse(responseCode = "200", description = "All projections")
    public Uni<List<ConsumerView>> projections() {
        return trail.reading(
                "projections.read",
                "projections",
                () ->
                        all().map(all ->
                                all.stream()
                                        .filter(one ->
                                                projections.all().stream()
                                                        .anyMatch(each ->
                                                                each.name().equals(one.name())))
                                        .toList()));
    }

    @GET
    @Path("consumers")
    @Operation(
            summary = "Whoever keeps an inbox: read models, policies, the log index",
            description = "Each lane they read is counted, whichever instance reads it.")
    @APIResponse(responseCode = "200", description = "All consumers")
    public Uni<List<ConsumerView>> consumers() {
        return trail.reading("consumers.read", "consumers", this::all);
    }

    private Uni<List<ConsumerView>> all() {
        return consumers.all().map(all -> all.stream().map(ConsumerView::of).toList());
    }
}
