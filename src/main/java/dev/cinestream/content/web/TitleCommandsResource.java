package dev.cinestream.content.web;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.content.title.ParentFacts;
import dev.cinestream.content.title.TitleCommand;
import dev.cinestream.content.title.TitleState;
import dev.cinestream.content.web.TitleRequests.Availability;
import dev.cinestream.content.web.TitleRequests.NewTitle;
import dev.cinestream.content.web.TitleRequests.Withdrawal;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What editors do to titles. Every answer carries the new `ETag` and a `Consistency-Token` to read one's own write with.
@Path("/v1/titles")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.EDITOR, Roles.ADMIN})
@Tag(name = "Catalog: editing")
public class TitleCommandsResource {

    private final Commands commands;
    private final CommandBus bus;

    TitleCommandsResource(Commands commands, CommandBus bus) {
        this.commands = commands;
        this.bus = bus;
    }

    @POST
    @Operation(
            summary = "Draft a title",
            description =
                    "Needs an Idempotency-Key. A season needs its series, an episode its season.")
    @APIResponse(responseCode = "201", description = "Drafted; Location names it")
    @APIResponse(
            responseCode = "409",
            description = "The id is taken, or the title above is withdrawn")
    @APIResponse(
            responseCode = "422",
            description = "Something in it cannot be; the detail names it by JSON pointer")
    public Uni<Response> draft(NewTitle body) {
        UUID id = body.id() == null ? Uuid7.next() : body.id();
        return parentFacts(body.parent())
                .chain(parent ->
                        commands.create(
                                ContentModule.TITLE,
                                id,
                                new TitleCommand.DraftTitle(
                                        body.kind(),
                                        parent.orNull(),
                                        body.number(),
                                        body.metadata()),
                                body))
                .map(done ->
                        Answers.created(done, URI.create("/v1/titles/" + done.streamId()), null));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Replace a title's metadata",
            description = "Needs If-Match with the ETag you saw.")
    @APIResponse(responseCode = "204", description = "Done, or it was so already")
    @APIResponse(responseCode = "412", description = "Somebody was faster")
    public Uni<Response> revise(@PathParam("id") UUID id, TitleMetadata body) {
        return commands.change(ContentModule.TITLE, id, new TitleCommand.ReviseTitle(body), body)
                .map(Answers::noContent);
    }

    @PUT
    @Path("/{id}/availability")
    @Operation(
            summary = "Replace a title's availability windows",
            description = "Needs If-Match with the ETag you saw.")
    @APIResponse(responseCode = "204", description = "Done, or it was so already")
    public Uni<Response> schedule(@PathParam("id") UUID id, Availability body) {
        return commands.change(
                        ContentModule.TITLE,
                        id,
                        new TitleCommand.ScheduleAvailability(body.windows()),
                        body)
                .map(Answers::noContent);
    }

    @POST
    @Path("/{id}/publish")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Publish a title",
            description = "Heeds If-Match and Idempotency-Key when sent.")
    @APIResponse(responseCode = "204", description = "Published")
    @APIResponse(
            responseCode = "409",
            description = "Something a published title needs is missing, or it is withdrawn")
    public Uni<Response> publish(@PathParam("id") UUID id) {
        return bus.head(ContentModule.TITLE, id)
                .chain(head -> parentFacts(head == null ? null : parentOf(head.state())))
                .chain(parent ->
                        commands.execute(
                                ContentModule.TITLE,
                                id,
                                new TitleCommand.PublishTitle(parent.orNull()),
                                null))
                .map(Answers::noContent);
    }

    @POST
    @Path("/{id}/withdraw")
    @Operation(
            summary = "Withdraw a title and all that lies under it",
            description = "Viewers no longer see it. Heeds If-Match and Idempotency-Key when sent.")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    public Uni<Response> withdraw(@PathParam("id") UUID id, Withdrawal body) {
        return commands.execute(
                        ContentModule.TITLE,
                        id,
                        new TitleCommand.WithdrawTitle(body.reason(), null),
                        body)
                .map(Answers::noContent);
    }

    @POST
    @Path("/{id}/reinstate")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Take a withdrawn title back into draft",
            description =
                    "What lay under it stays withdrawn. Heeds If-Match and Idempotency-Key when sent.")
    @APIResponse(responseCode = "204", description = "A draft again")
    public Uni<Response> reinstate(@PathParam("id") UUID id) {
        return commands.execute(ContentModule.TITLE, id, new TitleCommand.ReinstateTitle(), null)
                .map(Answers::noContent);
    }

    /// A `Uni` cannot carry "no parent" apart from "not looked up", hence the wrapper.
    private record Parent(@Nullable ParentFacts orNull) {}

    private Uni<Parent> parentFacts(@Nullable UUID id) {
        if (id == null) {
            return Uni.createFrom().item(new Parent(null));
        }
        return bus.head(ContentModule.TITLE, id)
                .map(head ->
                        new Parent(
                                head == null
                                        ? new ParentFacts(id, null, false)
                                        : ParentFacts.of(id, head.state())));
    }

    private static @Nullable UUID parentOf(TitleState state) {
        return state instanceof TitleState.Existing title ? title.parent() : null;
    }
}
