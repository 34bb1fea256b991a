package dev.cinestream.admin.web;

import dev.cinestream.eventsourcing.projection.Projections;
import dev.cinestream.eventsourcing.rebuild.RebuildStatus;
import dev.cinestream.eventsourcing.rebuild.Rebuilds;
import dev.cinestream.eventsourcing.rebuild.Rebuilds.RunningException;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/// A read model made anew from the log, beside the one that serves.
@Path("/admin/projections/{name}/rebuild")
@Tag(name = "Operations: projections")
public class RebuildsResource {

    private static final Duration TOLD_EVERY = Duration.ofMillis(500);

    private final AuditTrail trail;
    private final Rebuilds rebuilds;
    private final Projections projections;
    private final SecurityIdentity identity;

    RebuildsResource(
            AuditTrail trail,
            Rebuilds rebuilds,
            Projections projections,
            SecurityIdentity identity) {
        this.trail = trail;
        this.rebuilds = rebuilds;
        this.projections = projections;
        this.identity = identity;
    }

    @POST
    @RolesAllowed({Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "Rebuild a read model from the log",
            description =
                    "The serving one goes on serving; the new one is compared with it and takes its place in one transaction. Needs"
                            + " an Idempotency-Key.")
    @APIResponse(
            responseCode = "202",
            description = "Begun, now or under this key before; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = RebuildView.class)))
    @APIResponse(responseCode = "404", description = "No such projection")
    @APIResponse(responseCode = "409", description = "One is running")
    public Uni<Response> start(@PathParam("name") String name, Because body) {
        String actor = identity.getPrincipal().getName();
        return trail.once(
                        "projection.rebuild",
                        known(name),
                        body.reason(),
                        body,
                        () ->
                                rebuilds.start(name, actor, body.reason())
                                        .map(RebuildView::of)
                                        .onFailure(RunningException.class)
                                        .transform(running ->
                                                ProblemException.conflict(
                                                        "rebuild-running",
                                                        "A rebuild of it is running; wait for it or cancel it.")),
                        () -> status(name))
                .map(rebuild ->
                        Response.accepted(rebuild)
                                .location(URI.create("/admin/projections/" + name + "/rebuild"))
                                .build());
    }

    @GET
    @RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "Where the running or last rebuild is",
            description = "On whichever instance it runs.")
    @APIResponse(responseCode = "200", description = "Percent, events a second, time left")
    @APIResponse(responseCode = "404", description = "No such projection, or it never was rebuilt")
    public Uni<RebuildView> read(@PathParam("name") String name) {
        return trail.reading("projection.rebuild.read", known(name), () -> status(name));
    }

    @GET
    @Path("progress")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "Follow a rebuild to its end",
            description = "An event each half second; the stream ends when the rebuild has ended.")
    @APIResponse(
            responseCode = "200",
            description = "Where it is",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = RebuildView.class)))
    @APIResponse(responseCode = "404", description = "No such projection, or it never was rebuilt")
    @Following.OfRebuild
    public Multi<RebuildView> follow(@PathParam("name") String name) {
        return Multi.createBy()
                .repeating()
                .uni(() -> status(name))
                .withDelay(TOLD_EVERY)
                .whilst(rebuild -> !rebuild.isOver());
    }

    @POST
    @Path("cancel")
    @RolesAllowed({Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "End a running rebuild; the serving read model stays",
            description = "What the rebuild made is dropped.")
    @APIResponse(responseCode = "200", description = "How it ended, also when it was over before")
    @APIResponse(responseCode = "404", description = "No such projection, or it never was rebuilt")
    public Uni<RebuildView> cancel(@PathParam("name") String name) {
        return trail.changing(
                "projection.rebuild.cancel",
                known(name),
                () -> rebuilds.cancel(name).map(RebuildsResource::shown));
    }

    /// Fails with a 404 when there is none.
    Uni<RebuildView> status(String name) {
        return rebuilds.status(known(name)).map(RebuildsResource::shown);
    }

    private static RebuildView shown(Optional<RebuildStatus> status) {
        return status.map(RebuildView::of)
                .orElseThrow(
                        () -> ProblemException.notFound("no-rebuild", "It was never rebuilt."));
    }

    private String known(String name) {
        return Asked.projection(projections, name);
    }
}
