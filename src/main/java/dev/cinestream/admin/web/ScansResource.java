package dev.cinestream.admin.web;

import dev.cinestream.admin.web.ScanViews.ScanView;
import dev.cinestream.admin.web.ScanViews.ScanWish;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.integrity.LogScan;
import dev.cinestream.eventsourcing.integrity.LogScans;
import dev.cinestream.platform.http.Problem.Violation;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/// Full readings of the log that verify every event ever written.
@Path("/admin/integrity/scans")
@Tag(name = "Operations: integrity")
public class ScansResource {

    private static final Duration TOLD_EVERY = Duration.ofMillis(500);
    private static final int MOST_KEPT = 100;

    private final AuditTrail trail;
    private final LogScans scans;
    private final Aggregates aggregates;
    private final SecurityIdentity identity;

    ScansResource(
            AuditTrail trail, LogScans scans, Aggregates aggregates, SecurityIdentity identity) {
        this.trail = trail;
        this.scans = scans;
        this.aggregates = aggregates;
        this.identity = identity;
    }

    @POST
    @RolesAllowed({Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "Read and verify the whole log",
            description = "One runs at a time. Needs an Idempotency-Key.")
    @APIResponse(
            responseCode = "202",
            description = "Begun, now or under this key before; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = ScanView.class)))
    @APIResponse(responseCode = "409", description = "One is running")
    @APIResponse(responseCode = "422", description = "There is no such category")
    public Uni<Response> start(ScanWish body) {
        body.wanted().forEach(this::known);
        String actor = identity.getPrincipal().getName();
        return trail.once(
                        "integrity.scan",
                        body.wanted().isEmpty() ? "all" : String.join(" ", body.wanted()),
                        body.reason(),
                        body,
                        () ->
                                scans.start(actor, body.wanted())
                                        .onFailure(LogScans.ScanRunningException.class)
                                        .transform(_ ->
                                                ProblemException.conflict(
                                                        "scan-running",
                                                        "A scan is running; wait for it or cancel it.")),
                        () -> lastOf(actor))
                .map(scan ->
                        Response.accepted(ScanView.of(scan))
                                .location(URI.create("/admin/integrity/scans/" + scan.id()))
                                .build());
    }

    @GET
    @RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "The last scans, newest first, without their findings",
            description = "At most a hundred are kept.")
    @APIResponse(responseCode = "200", description = "How each went")
    public Uni<List<ScanView>> list(
            @QueryParam("limit") @Nullable Integer limit, @Context UriInfo uri) {
        Asked.only(uri, "limit");
        int most = Math.min(MOST_KEPT, Asked.limit(limit));
        return trail.reading(
                "integrity.scans.read",
                "scans",
                () -> scans.latest(most).map(all -> all.stream().map(ScanView::of).toList()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "A scan with all it found",
            description =
                    "Findings name lane, sequence, stream, revision and place in Kafka; never a payload.")
    @APIResponse(responseCode = "200", description = "How far it is, and at the end what it says")
    @APIResponse(responseCode = "404", description = "No such scan")
    public Uni<LogScan> read(@PathParam("id") UUID id) {
        return trail.reading("integrity.scan.read", id.toString(), () -> find(id));
    }

    @GET
    @Path("{id}/progress")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
    @Operation(summary = "Follow a scan to its end", description = "Server-sent events.")
    @APIResponse(
            responseCode = "200",
            description = "An event each half second; the stream ends when the scan has ended",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = ScanView.class)))
    @APIResponse(responseCode = "404", description = "No such scan")
    @Following.OfScan
    public Multi<ScanView> follow(@PathParam("id") UUID id) {
        return Multi.createBy()
                .repeating()
                .uni(() -> find(id).map(ScanView::of))
                .withDelay(TOLD_EVERY)
                .whilst(scan -> scan.state() == LogScan.State.RUNNING);
    }

    @POST
    @Path("{id}/cancel")
    @RolesAllowed({Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "End a running scan within a second or two",
            description = "Wherever it runs; what it has found so far is dropped.")
    @APIResponse(responseCode = "200", description = "It ends, or was over before")
    @APIResponse(responseCode = "404", description = "No such scan")
    public Uni<ScanView> cancel(@PathParam("id") UUID id) {
        return trail.changing(
                "integrity.scan.cancel",
                id.toString(),
                () -> scans.cancel(id).chain(_ -> find(id)).map(ScanView::of));
    }

    /// Fails with a 404 when there is none.
    Uni<LogScan> find(UUID id) {
        return scans.find(id).map(ScansResource::found);
    }

    private Uni<LogScan> lastOf(String actor) {
        return scans.latest(MOST_KEPT)
                .map(all ->
                        found(all.stream().filter(scan -> scan.actor().equals(actor)).findFirst()));
    }

    private static LogScan found(Optional<LogScan> scan) {
        return scan.orElseThrow(
                () -> ProblemException.notFound("no-such-scan", "There is no such scan."));
    }

    private void known(String category) {
        if (aggregates.all().stream().noneMatch(type -> type.category().equals(category))) {
            throw ProblemException.unprocessable(
                    "unknown-category",
                    "There is no category " + category + ".",
                    Violation.inBody(
                            "/categories",
                            "Is not a category",
                            aggregates.all().stream()
                                    .map(type -> type.category())
                                    .sorted()
                                    .toList()));
        }
    }
}
