package dev.cinestream.webhook.web;

import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Audit;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.ConsistencyTokens;
import dev.cinestream.platform.http.EntityTags;
import dev.cinestream.platform.http.FreshReads;
import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.webhook.Subscription;
import dev.cinestream.webhook.WebhookModule;
import dev.cinestream.webhook.delivery.Destinations;
import dev.cinestream.webhook.delivery.Signature;
import dev.cinestream.webhook.endpoint.EndpointCommand;
import dev.cinestream.webhook.endpoint.EndpointCommand.ChangeEndpoint;
import dev.cinestream.webhook.endpoint.EndpointCommand.DisableEndpoint;
import dev.cinestream.webhook.endpoint.EndpointCommand.EnableEndpoint;
import dev.cinestream.webhook.endpoint.EndpointCommand.RegisterEndpoint;
import dev.cinestream.webhook.endpoint.EndpointCommand.RemoveEndpoint;
import dev.cinestream.webhook.endpoint.EndpointCommand.RotateSecret;
import dev.cinestream.webhook.endpoint.EndpointEvent.Why;
import dev.cinestream.webhook.endpoint.EndpointState.Known;
import dev.cinestream.webhook.policy.WhenSomethingHappensThenTellWhoAsked;
import dev.cinestream.webhook.readmodel.EndpointRow;
import dev.cinestream.webhook.readmodel.Endpoints;
import dev.cinestream.webhook.readmodel.EndpointsProjection;
import dev.cinestream.webhook.web.EndpointRequests.EndpointList;
import dev.cinestream.webhook.web.EndpointRequests.EndpointView;
import dev.cinestream.webhook.web.EndpointRequests.SecretView;
import dev.cinestream.webhook.web.EndpointRequests.Settings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Addresses of other systems that are told what happens here.
@Path("/admin/webhooks")
@RolesAllowed({Roles.ADMIN, Roles.OPS})
@Tag(name = "Operations: webhooks")
public class EndpointsResource {

    /// So long after a new secret the old one signs, too.
    private static final Duration OLD_SECRET_SIGNS = Duration.ofHours(24);

    private final Audit audit;
    private final Commands commands;
    private final CommandBus bus;
    private final Endpoints endpoints;
    private final FreshReads freshReads;
    private final Destinations destinations;
    private final Set<String> types = new TreeSet<>();

    EndpointsResource(
            Audit audit,
            Commands commands,
            CommandBus bus,
            Endpoints endpoints,
            FreshReads freshReads,
            Destinations destinations,
            Aggregates aggregates) {
        this.audit = audit;
        this.commands = commands;
        this.bus = bus;
        this.endpoints = endpoints;
        this.freshReads = freshReads;
        this.destinations = destinations;
        WhenSomethingHappensThenTellWhoAsked.CATEGORIES.forEach(
                each -> types.addAll(aggregates.of(each).eventTypes().names()));
    }

    @POST
    @Operation(
            summary = "Register an endpoint",
            description =
                    "Needs an Idempotency-Key. It hears what happens from about a second later on. The answer has the secret that"
                            + " signs what it is told; it is shown here only.")
    @APIResponse(responseCode = "201", description = "Registered")
    public Uni<RestResponse<SecretView>> register(Settings body) {
        UUID id = Uuid7.next();
        Subscription wanted = checked(body);
        return audit.changing(
                "webhook.register",
                wanted.description(),
                () ->
                        commands.create(
                                        WebhookModule.ENDPOINT,
                                        id,
                                        new RegisterEndpoint(
                                                wanted, Secret.of(id, Signature.newSecret())),
                                        body)
                                .chain(done ->
                                        secret(done.streamId())
                                                .map(secret ->
                                                        RestResponse.ResponseBuilder
                                                                .<SecretView>create(
                                                                        RestResponse.Status.CREATED)
                                                                .location(
                                                                        URI.create(
                                                                                "/admin/webhooks/"
                                                                                        + done
                                                                                                .streamId()))
                                                                .header(
                                                                        ConsistencyTokens.HEADER,
                                                                        done.token())
                                                                .entity(secret)
                                                                .build())));
    }

    @GET
    @Operation(summary = "The endpoints", description = "All; there are few.")
    public Uni<EndpointList> list(@HeaderParam(ConsistencyTokens.HEADER) @Nullable String token) {
        return audit.reading(
                "webhook.list",
                "webhooks",
                () ->
                        freshReads
                                .passed(
                                        EndpointsProjection.NAME,
                                        List.of(WebhookModule.ENDPOINT.category()),
                                        token)
                                .chain(endpoints::all)
                                .map(all ->
                                        new EndpointList(
                                                all.stream()
                                                        .map(EndpointsResource::view)
                                                        .toList())));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "One endpoint",
            description = "The ETag is its revision, for If-Match of a change.")
    public Uni<RestResponse<EndpointView>> read(@PathParam("id") UUID id) {
        return audit.reading(
                "webhook.read",
                id.toString(),
                () ->
                        bus.head(WebhookModule.ENDPOINT, id)
                                .map(head -> {
                                    if (head == null || !(head.state() instanceof Known endpoint)) {
                                        throw missing();
                                    }
                                    return RestResponse.ResponseBuilder.ok(view(id, endpoint))
                                            .header(
                                                    HttpHeaders.ETAG,
                                                    EntityTags.of(head.revision()))
                                            .build();
                                }));
    }

    @PUT
    @Path("{id}")
    @Operation(
            summary = "Change an endpoint",
            description =
                    "Needs If-Match. What is on its way already goes to the new address, too.")
    @APIResponse(responseCode = "204", description = "Changed")
    public Uni<Response> change(@PathParam("id") UUID id, Settings body) {
        Subscription wanted = checked(body);
        return audit.changing(
                "webhook.change",
                id.toString(),
                () ->
                        commands.change(
                                        WebhookModule.ENDPOINT,
                                        id,
                                        new ChangeEndpoint(wanted),
                                        body)
                                .map(Answers::noContent));
    }

    @POST
    @Path("{id}/secret")
    @Operation(
            summary = "A new secret",
            description =
                    "For 24 hours deliveries are signed with the old one, too, so that the receiver can change over. Needs an"
                            + " Idempotency-Key: sent again, the answer is the same secret.")
    public Uni<SecretView> rotate(@PathParam("id") UUID id) {
        return audit.changing(
                "webhook.rotate-secret",
                id.toString(),
                () ->
                        commands.create(
                                        WebhookModule.ENDPOINT,
                                        id,
                                        new RotateSecret(
                                                Secret.of(id, Signature.newSecret()),
                                                Instant.now().plus(OLD_SECRET_SIGNS)),
                                        null)
                                .chain(() -> secret(id)));
    }

    @POST
    @Path("{id}/disable")
    @Operation(
            summary = "Tell an endpoint nothing for now",
            description = "What happens meanwhile is not kept for it; what is on its way waits.")
    @APIResponse(responseCode = "204", description = "Disabled")
    public Uni<Response> disable(@PathParam("id") UUID id) {
        return simple("webhook.disable", id, new DisableEndpoint(Why.ASKED));
    }

    @POST
    @Path("{id}/enable")
    @Operation(summary = "Tell an endpoint again", description = "Also one that was gone (410).")
    @APIResponse(responseCode = "204", description = "Enabled")
    public Uni<Response> enable(@PathParam("id") UUID id) {
        return simple("webhook.enable", id, new EnableEndpoint());
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Remove an endpoint",
            description = "For ever. What is on its way is dropped.")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<Response> remove(@PathParam("id") UUID id) {
        return simple("webhook.remove", id, new RemoveEndpoint());
    }

    private Uni<Response> simple(String action, UUID id, EndpointCommand command) {
        return audit.changing(
                action,
                id.toString(),
                () ->
                        commands.execute(WebhookModule.ENDPOINT, id, command, null)
                                .map(Answers::noContent));
    }

    private Uni<SecretView> secret(UUID id) {
        return bus.head(WebhookModule.ENDPOINT, id)
                .map(head -> {
                    if (head == null || !(head.state() instanceof Known endpoint)) {
                        throw missing();
                    }
                    return new SecretView(id, String.valueOf(endpoint.secret().text()));
                });
    }

    private Subscription checked(Settings body) {
        for (int i = 0; i < body.types().size(); i++) {
            if (!types.contains(body.types().get(i))) {
                throw ProblemException.unprocessable(
                        "unknown-event-type",
                        "There are no events of this type to be told of.",
                        Violation.inBody("/types/" + i, "Is not known here", List.copyOf(types)));
            }
        }
        Subscription wanted = body.subscription();
        if (!mayBeTold(wanted.url())) {
            throw ProblemException.unprocessable(
                    "insecure-endpoint",
                    "What happens here is told over TLS only.",
                    Violation.inBody("/url", "Is not https", "an https URL"));
        }
        return wanted;
    }

    /// What is no URL at all is refused by the endpoint's rules.
    private boolean mayBeTold(String url) {
        try {
            return destinations.allows(URI.create(url));
        } catch (IllegalArgumentException _) {
            return true;
        }
    }

    private static EndpointView view(EndpointRow row) {
        return new EndpointView(row.id(), row.url(), row.types(), row.description(), row.enabled());
    }

    private static EndpointView view(UUID id, Known endpoint) {
        Subscription subscription = endpoint.subscription();
        return new EndpointView(
                id,
                subscription.url(),
                subscription.types(),
                subscription.description(),
                endpoint.enabled());
    }

    static ProblemException missing() {
        return ProblemException.notFound("no-such-endpoint", "There is no endpoint with this id.");
    }
}
