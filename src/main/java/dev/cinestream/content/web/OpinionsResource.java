package dev.cinestream.content.web;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.ProfileTitle;
import dev.cinestream.content.opinion.OpinionCommand;
import dev.cinestream.content.opinion.OpinionCommand.Rate;
import dev.cinestream.content.opinion.OpinionCommand.WithdrawRating;
import dev.cinestream.content.opinion.OpinionCommand.WithdrawReview;
import dev.cinestream.content.opinion.OpinionCommand.WriteReview;
import dev.cinestream.content.readmodel.Viewpoint;
import dev.cinestream.content.web.OpinionRequests.Rating;
import dev.cinestream.content.web.OpinionRequests.ReviewText;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.ConsistencyTokens;
import dev.cinestream.platform.http.EntityTags;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What the caller's profile thinks of a title. It is read from its own stream, so it is never behind; and nobody else's can
/// be named here.
@Path("/v1/titles/{id}/opinion")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Ratings and reviews")
public class OpinionsResource {

    private final SeenTitles seen;
    private final Viewers viewers;
    private final Commands commands;
    private final CommandBus bus;

    OpinionsResource(SeenTitles seen, Viewers viewers, Commands commands, CommandBus bus) {
        this.seen = seen;
        this.viewers = viewers;
        this.commands = commands;
        this.bus = bus;
    }

    @GET
    @Operation(
            summary = "What the profile thinks of a title",
            description =
                    "Its rating and its review, with the reason when support hid it. Nothing in it when nothing was said.")
    @APIResponse(responseCode = "200", description = "The opinion; ETag is its revision")
    public Uni<RestResponse<OpinionAnswers.Mine>> read(@PathParam("id") UUID title) {
        ProfileTitle of = mine(title);
        return bus.head(ContentModule.OPINION, OpinionIds.opinion(of))
                .map(head ->
                        RestResponse.ResponseBuilder.ok(
                                        OpinionAnswers.Mine.of(
                                                of, head == null ? null : head.state()))
                                .header(
                                        HttpHeaders.ETAG,
                                        EntityTags.of(head == null ? 0 : head.revision()))
                                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                                .build());
    }

    @PUT
    @Path("rating")
    @Operation(
            summary = "Rate a title",
            description = "In half stars, 1 to 10. Takes the place of the profile's rating before.")
    @APIResponse(responseCode = "204", description = "Rated, or it was so already")
    @APIResponse(responseCode = "404", description = "There is no such title for this viewer")
    public Uni<Response> rate(
            @PathParam("id") UUID title,
            Rating body,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        ProfileTitle of = mine(title);
        return say(of, new Rate(of, body.rating()), body, token, uri);
    }

    @DELETE
    @Path("rating")
    @Operation(
            summary = "Take the rating back",
            description = "Also of a title that the profile no longer sees.")
    @APIResponse(responseCode = "204", description = "There is none any more")
    public Uni<Response> withdrawRating(@PathParam("id") UUID title) {
        return takeBack(title, new WithdrawRating());
    }

    @PUT
    @Path("review")
    @Operation(
            summary = "Write a review",
            description =
                    "Takes the place of the profile's review before. One that support has hidden stays hidden until support has read the new text.")
    @APIResponse(responseCode = "204", description = "Written, or it was so already")
    @APIResponse(responseCode = "404", description = "There is no such title for this viewer")
    public Uni<Response> review(
            @PathParam("id") UUID title,
            ReviewText body,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        ProfileTitle of = mine(title);
        var text = Personal.of(viewers.account(), body.text());
        return say(
                of, new WriteReview(of, text, body.language(), body.spoilers()), body, token, uri);
    }

    @DELETE
    @Path("review")
    @Operation(
            summary = "Take the review back",
            description = "Also of a title that the profile no longer sees.")
    @APIResponse(responseCode = "204", description = "There is none any more")
    public Uni<Response> withdrawReview(@PathParam("id") UUID title) {
        return takeBack(title, new WithdrawReview());
    }

    private Uni<Response> say(
            ProfileTitle of,
            OpinionCommand command,
            Object body,
            @Nullable String token,
            UriInfo uri) {
        Viewpoint from = seen.viewpoint(uri, Set.of(), Set.of());
        return seen.fresh(token, uri)
                .chain(() -> seen.title(of.title(), from))
                .chain(() ->
                        commands.execute(
                                ContentModule.OPINION, OpinionIds.opinion(of), command, body))
                .map(Answers::noContent);
    }

    private Uni<Response> takeBack(UUID title, OpinionCommand command) {
        return commands.execute(
                        ContentModule.OPINION, OpinionIds.opinion(mine(title)), command, null)
                .map(Answers::noContent);
    }

    private ProfileTitle mine(UUID title) {
        return new ProfileTitle(viewers.profile(), title);
    }
}
