package dev.cinestream.content.web;

import dev.cinestream.content.readmodel.Viewpoint;
import dev.cinestream.eventsourcing.feed.FeedItem;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.platform.identity.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The feed of catalog changes, as server-sent events.
@Path("/v1/titles")
@Tag(name = "Catalog")
public class TitleChangesResource {

    private static final String ENDED = "feed-ended";
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final TitleChanges changes;
    private final CatalogReaders readers;
    private final SecurityIdentity identity;

    TitleChangesResource(TitleChanges changes, CatalogReaders readers, SecurityIdentity identity) {
        this.changes = changes;
        this.readers = readers;
        this.identity = identity;
    }

    @GET
    @Path("/changes")
    @RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.SUPPORT, Roles.ADMIN})
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "What changes in the catalog, as it happens",
            description =
                    """
                    Each change once, those of a title in order; editors see all, others only what concerns published titles that they may see. \
                    Begins now, or after Last-Event-ID: an id is the place in the log and good for any instance at any time. \
                    A comment with an id comes at least every 15 seconds. Who reads too slowly gets a last event named \
                    feed-ended and goes on by reconnecting. The feed ends when its token expires.\
                    """)
    @APIResponse(
            responseCode = "200",
            description = "Events named as the change",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = TitleChange.class)))
    @APIResponse(responseCode = "400", description = "Last-Event-ID is not an id of this feed")
    @APIResponse(responseCode = "503", description = "Too many follow; ask again")
    @Parameter(
            in = ParameterIn.HEADER,
            name = TitleChangesOpening.LAST_EVENT_ID,
            description =
                    "The last id received, comments' ids included; without it the feed begins now",
            schema = @Schema(type = SchemaType.STRING))
    @TitleChangesOpening.WithFeed
    public Multi<OutboundSseEvent> follow(@Context RoutingContext routing, @Context Sse sse) {
        Viewpoint viewer = readers.viewpoint();
        routing.response()
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        return sent(
                TitleChangesOpening.opened(routing).select().first(lifeOfTheToken()), viewer, sse);
    }

    private Duration lifeOfTheToken() {
        var token = (JsonWebToken) identity.getPrincipal();
        Duration left =
                Duration.between(Instant.now(), Instant.ofEpochSecond(token.getExpirationTime()));
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }

    private Multi<OutboundSseEvent> sent(Multi<FeedItem> feed, Viewpoint viewer, Sse sse) {
        return feed.onItem()
                .transformToUniAndConcatenate(item ->
                        switch (item) {
                            case FeedItem.Happened(Metadata event, String id) ->
                                    changes.isFor(event, viewer)
                                            .map(told ->
                                                    told ? change(event, id, sse) : quiet(id, sse));
                            case FeedItem.Quiet(String id) -> Uni.createFrom().item(quiet(id, sse));
                            case FeedItem.Ended(FeedItem.Why why, String id) ->
                                    Uni.createFrom().item(ended(why, id, sse));
                        });
    }

    private static OutboundSseEvent change(Metadata event, String id, Sse sse) {
        TitleChange change = TitleChange.of(event);
        return sse.newEventBuilder()
                .name(change.change())
                .id(id)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(TitleChange.class, change)
                .build();
    }

    /// Not an event to its receiver, yet its id is where it goes on.
    private static OutboundSseEvent quiet(String id, Sse sse) {
        return sse.newEventBuilder().comment("alive").id(id).build();
    }

    private static OutboundSseEvent ended(FeedItem.Why why, String id, Sse sse) {
        String reason = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return sse.newEventBuilder()
                .name(ENDED)
                .id(id)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(Map.class, Map.of("reason", reason))
                .build();
    }
}
