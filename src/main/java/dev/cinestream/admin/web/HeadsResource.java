package dev.cinestream.admin.web;

import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.heads.HeadRun;
import dev.cinestream.eventsourcing.heads.HeadRun.Mode;
import dev.cinestream.eventsourcing.heads.Heads;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The states that commands are decided against, compared with the log, and made anew from it while commands go on.
@Path("/admin/heads")
@Tag(name = "Operations: integrity")
public class HeadsResource {

    private final AuditTrail trail;
    private final Heads heads;
    private final Aggregates aggregates;
    private final SecurityIdentity identity;

    HeadsResource(AuditTrail trail, Heads heads, Aggregates aggregates, SecurityIdentity identity) {
        this.trail = trail;
        this.heads = heads;
        this.aggregates = aggregates;
        this.identity = identity;
    }

    @GET
    @RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "The last or running comparison of each category",
            description = "Newest first, with what was found.")
    @APIResponse(responseCode = "200", description = "Those that there were")
    public Uni<List<HeadRun>> all() {
        return trail.reading("heads.read", "all", heads::all);
    }

    @GET
    @Path("{category}")
    @RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "The last or running comparison of a category",
            description = "With what was found, when it is done.")
    @APIResponse(responseCode = "200", description = "How far it is, and at the end what it says")
    @APIResponse(responseCode = "404", description = "No such category, or there was none")
    public Uni<HeadRun> read(@PathParam("category") String category) {
        return trail.reading("heads.read", known(category), () -> status(category));
    }

    @POST
    @Path("{category}/verify")
    @RolesAllowed({Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "Compare a category's heads with the log",
            description = "Writes nothing. Needs an Idempotency-Key.")
    @APIResponse(
            responseCode = "202",
            description = "Begun, now or under this key before; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = HeadRun.class)))
    @APIResponse(responseCode = "409", description = "One is running")
    public Uni<Response> verify(@PathParam("category") String category, Because body) {
        return start(Mode.VERIFY, "heads.verify", category, body);
    }

    @POST
    @Path("{category}/rebuild")
    @RolesAllowed({Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "Make a category's heads what the log says",
            description = "Only what differs is written. Needs an Idempotency-Key.")
    @APIResponse(
            responseCode = "202",
            description = "Begun, now or under this key before; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = HeadRun.class)))
    @APIResponse(responseCode = "409", description = "One is running")
    public Uni<Response> rebuild(@PathParam("category") String category, Because body) {
        return start(Mode.REBUILD, "heads.rebuild", category, body);
    }

    @POST
    @Path("{category}/cancel")
    @RolesAllowed({Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "End a running one; what it has written is right and stays",
            description = "Wherever it runs.")
    @APIResponse(responseCode = "200", description = "It ends, or was over before")
    public Uni<HeadRun> cancel(@PathParam("category") String category) {
        return trail.changing(
                "heads.cancel",
                known(category),
                () -> heads.cancel(category).map(HeadsResource::found));
    }

    private Uni<Response> start(Mode mode, String action, String category, Because body) {
        String actor = identity.getPrincipal().getName();
        return trail.once(
                        action,
                        known(category),
                        body.reason(),
                        body,
                        () ->
                                heads.start(mode, category, List.of(), actor, body.reason())
                                        .onFailure(Heads.RunningException.class)
                                        .transform(_ ->
                                                ProblemException.conflict(
                                                        "heads-running",
                                                        "Heads are being compared with the log; wait for it or cancel it.")),
                        () -> status(category))
                .map(run ->
                        Response.accepted(run)
                                .location(URI.create("/admin/heads/" + category))
                                .build());
    }

    private Uni<HeadRun> status(String category) {
        return heads.status(category).map(HeadsResource::found);
    }

    private static HeadRun found(Optional<HeadRun> run) {
        return run.orElseThrow(
                () -> ProblemException.notFound("no-comparison", "Its heads were never compared."));
    }

    private String known(String category) {
        return Asked.category(aggregates, category);
    }
}
