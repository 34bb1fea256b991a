package dev.cinestream.admin.web;

import dev.cinestream.admin.web.QuarantineViews.ParkedEvents;
import dev.cinestream.admin.web.QuarantineViews.ParkedStreams;
import dev.cinestream.admin.web.QuarantineViews.RedrivenView;
import dev.cinestream.eventsourcing.process.Policies;
import dev.cinestream.eventsourcing.projection.Projections;
import dev.cinestream.eventsourcing.quarantine.ParkedEvent;
import dev.cinestream.eventsourcing.quarantine.ParkedStream;
import dev.cinestream.eventsourcing.quarantine.Quarantine;
import dev.cinestream.platform.http.Cursor;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Streams that a projection or a policy could not apply: support looks at them, ops let them go on.
@Path("/admin/quarantine")
@Tag(name = "Operations: quarantine")
public class QuarantineResource {

    private static final String LISTING = "quarantine";

    private final AuditTrail trail;
    private final Quarantine quarantine;
    private final Projections projections;
    private final Policies policies;
    private final SecurityIdentity identity;

    QuarantineResource(
            AuditTrail trail,
            Quarantine quarantine,
            Projections projections,
            Policies policies,
            SecurityIdentity identity) {
        this.trail = trail;
        this.quarantine = quarantine;
        this.projections = projections;
        this.policies = policies;
        this.identity = identity;
    }

    @GET
    @RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "What is parked, longest first",
            description = "Of one projection or of all.")
    @APIResponse(responseCode = "200", description = "A page of streams")
    public Uni<ParkedStreams> list(
            @QueryParam("consumer") @Nullable String consumer,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        Asked.only(uri, "consumer", "cursor", "limit");
        ParkedStream.Key after = after(cursor);
        int most = Asked.limit(limit);
        return trail.reading(
                "quarantine.list",
                consumer == null ? "all" : known(consumer),
                () -> quarantine.list(consumer, after, most).map(page -> page(page, most)));
    }

    @GET
    @Path("{consumer}/{stream}")
    @RolesAllowed({Roles.SUPPORT, Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "The events that wait in a parked stream, in order",
            description = "The first is the one that could not be applied.")
    @APIResponse(responseCode = "200", description = "A page of events")
    @APIResponse(responseCode = "404", description = "It is not in quarantine")
    public Uni<ParkedEvents> show(
            @PathParam("consumer") String consumer,
            @PathParam("stream") UUID stream,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        Asked.only(uri, "after", "limit");
        int most = Asked.limit(limit);
        long from = after == null ? 0 : after;
        return trail.reading(
                "quarantine.read",
                known(consumer) + "/" + stream,
                () ->
                        quarantine
                                .events(consumer, stream, from, most)
                                .map(events -> events(events, from, most)));
    }

    @POST
    @Path("{consumer}/{stream}/redrive")
    @RolesAllowed({Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "Apply what is parked, in order",
            description = "After the cause was mended. May be asked for as often as one likes.")
    @APIResponse(responseCode = "200", description = "How far it came")
    @APIResponse(responseCode = "404", description = "It is not in quarantine")
    public Uni<RedrivenView> redrive(
            @PathParam("consumer") String consumer, @PathParam("stream") UUID stream) {
        String actor = identity.getPrincipal().getName();
        return trail.changing(
                "quarantine.redrive",
                known(consumer) + "/" + stream,
                () -> quarantine.redrive(consumer, stream, actor).map(RedrivenView::of));
    }

    @POST
    @Path("{consumer}/{stream}/discard")
    @RolesAllowed({Roles.OPS, Roles.ADMIN})
    @Operation(
            summary = "Give the one event up that cannot be applied, and apply the rest",
            description = "The event stays in the log; this read model never shows it.")
    @APIResponse(responseCode = "200", description = "How far it came, and what was given up")
    @APIResponse(responseCode = "404", description = "It is not in quarantine")
    public Uni<RedrivenView> discard(
            @PathParam("consumer") String consumer,
            @PathParam("stream") UUID stream,
            Because body) {
        String actor = identity.getPrincipal().getName();
        return trail.changing(
                "quarantine.discard",
                known(consumer) + "/" + stream,
                body.reason(),
                () ->
                        quarantine
                                .discard(consumer, stream, actor, body.reason())
                                .map(RedrivenView::of));
    }

    private String known(String consumer) {
        return Asked.consumer(projections, policies, consumer);
    }

    private static ParkedStreams page(List<ParkedStream> page, int limit) {
        return new ParkedStreams(
                page,
                page.size() < limit
                        ? null
                        : Cursor.of(
                                        LISTING,
                                        page.getLast().parkedAt(),
                                        page.getLast().streamId(),
                                        page.getLast().consumer())
                                .toString());
    }

    private static ParkedStream.@Nullable Key after(@Nullable String cursor) {
        Cursor read = Cursor.parse(cursor, LISTING, 3);
        if (read == null) {
            return null;
        }
        try {
            return new ParkedStream.Key(Instant.parse(read.key(0)), read.uuid(1), read.key(2));
        } catch (DateTimeException _) {
            throw ProblemException.badParameter(
                    "cursor", "Is not a cursor of this listing.", "the value the page before gave");
        }
    }

    private static ParkedEvents events(List<ParkedEvent> events, long after, int limit) {
        if (events.isEmpty() && after == 0) {
            throw ProblemException.notFound(
                    "not-parked", "The stream is not, or no longer, in quarantine.");
        }
        List<EventView> shown =
                events.stream()
                        .map(one -> EventView.of(one.metadata(), one.event(), one.unreadable()))
                        .toList();
        return new ParkedEvents(shown, shown.size() < limit ? null : shown.getLast().revision());
    }
}
