package dev.cinestream.webhook.web;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Audit;
import dev.cinestream.platform.http.Cursor;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.http.QueryParameters;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.webhook.WebhookModule;
import dev.cinestream.webhook.adapter.DeliveryTable;
import dev.cinestream.webhook.delivery.Delivery;
import dev.cinestream.webhook.delivery.Delivery.State;
import dev.cinestream.webhook.delivery.Message;
import dev.cinestream.webhook.endpoint.EndpointState.Known;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What an endpoint was told, and what it answered.
@Path("/admin/webhooks/{endpoint}")
@RolesAllowed({Roles.SUPPORT, Roles.ADMIN, Roles.OPS})
@Tag(name = "Operations: webhooks")
public class DeliveriesResource {

    private static final String LISTING = "webhook-deliveries";
    private static final String TEST = "webhook.test.v1";
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final Audit audit;
    private final CommandBus bus;
    private final DeliveryTable table;

    DeliveriesResource(Audit audit, CommandBus bus, DeliveryTable table) {
        this.audit = audit;
        this.bus = bus;
        this.table = table;
    }

    @Schema(name = "WebhookDelivery")
    public record DeliveryView(
            UUID id,
            @Schema(description = "The event's id: the header webhook-id") UUID event,
            String type,
            Instant madeAt,
            State state,
            int attempts,
            @Schema(description = "Of the next attempt") @Nullable Instant nextAt,
            @Nullable Instant lastAt,
            @Schema(description = "HTTP's, of the last answer") @Nullable Integer status,
            @Schema(description = "Why there was no answer") @Nullable String error) {

        static DeliveryView of(Delivery delivery) {
            return new DeliveryView(
                    delivery.id(),
                    delivery.event(),
                    delivery.type(),
                    delivery.madeAt(),
                    delivery.state(),
                    delivery.attempts(),
                    delivery.nextAt(),
                    delivery.lastAt(),
                    delivery.status(),
                    delivery.error());
        }
    }

    @Schema(name = "WebhookDeliveries")
    public record DeliveryPage(List<DeliveryView> deliveries, @Nullable String next) {}

    @GET
    @Path("deliveries")
    @Operation(
            summary = "What an endpoint was told",
            description = "Latest first, of the last 30 days. Pages by cursor.")
    public Uni<DeliveryPage> list(
            @PathParam("endpoint") UUID endpoint,
            @Parameter(description = "Only these") @QueryParam("state") @Nullable State state,
            @Parameter(description = "1 to 200, 50 when absent") @QueryParam("limit")
                    @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        QueryParameters.allow(uri, Set.of("state", "limit", "cursor"), Set.of());
        int most = QueryParameters.within("limit", limit, 1, LARGEST_PAGE, PAGE);
        Cursor after = Cursor.parse(cursor, LISTING, 1);
        return audit.reading(
                "webhook.deliveries",
                endpoint.toString(),
                () ->
                        there(
                                endpoint,
                                () ->
                                        table.of(
                                                        endpoint,
                                                        state,
                                                        after == null ? null : after.uuid(0),
                                                        most)
                                                .map(found -> page(found, most))));
    }

    private static DeliveryPage page(List<Delivery> found, int most) {
        String next =
                found.size() < most ? null : Cursor.of(LISTING, found.getLast().id()).toString();
        return new DeliveryPage(found.stream().map(DeliveryView::of).toList(), next);
    }

    @POST
    @Path("deliveries/{delivery}/resend")
    @Operation(
            summary = "Send a delivery again",
            description = "Whatever became of it, with all its attempts anew.")
    @APIResponse(responseCode = "202", description = "It is on its way")
    public Uni<Response> resend(
            @PathParam("endpoint") UUID endpoint, @PathParam("delivery") UUID delivery) {
        return audit.changing(
                "webhook.resend",
                delivery.toString(),
                () ->
                        table.resend(endpoint, delivery)
                                .map(known -> {
                                    if (!known) {
                                        throw ProblemException.notFound(
                                                "no-such-delivery",
                                                "This endpoint has no delivery with this id.");
                                    }
                                    return Response.accepted().build();
                                }));
    }

    @POST
    @Path("test")
    @Operation(
            summary = "Tell an endpoint something, to see whether it hears",
            description = "A delivery of type webhook.test.v1.")
    @APIResponse(responseCode = "202", description = "It is on its way")
    public Uni<Response> test(@PathParam("endpoint") UUID endpoint) {
        UUID event = Uuid7.next();
        String body =
                "{\"type\":\"%s\",\"timestamp\":\"%s\",\"id\":\"%s\",\"data\":{}}"
                        .formatted(TEST, Instant.now(), event);
        return audit.changing(
                "webhook.test",
                endpoint.toString(),
                () ->
                        there(
                                endpoint,
                                () ->
                                        table.add(List.of(endpoint), new Message(event, TEST, body))
                                                .replaceWith(() -> Response.accepted().build())));
    }

    private <T> Uni<T> there(UUID endpoint, Supplier<Uni<T>> then) {
        return bus.head(WebhookModule.ENDPOINT, endpoint)
                .chain(head -> {
                    if (head == null || !(head.state() instanceof Known)) {
                        throw EndpointsResource.missing();
                    }
                    return then.get();
                });
    }
}
