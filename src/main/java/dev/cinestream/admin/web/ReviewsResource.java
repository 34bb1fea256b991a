package dev.cinestream.admin.web;

import dev.cinestream.content.ReviewModeration;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.identity.Roles;
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
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Reviews that viewers reported, and those that support has hidden.
@Path("/admin/reviews")
@RolesAllowed({Roles.SUPPORT, Roles.ADMIN})
@Tag(name = "Support: reviews")
public class ReviewsResource {

    private final AuditTrail trail;
    private final ReviewModeration moderation;

    ReviewsResource(AuditTrail trail, ReviewModeration moderation) {
        this.trail = trail;
        this.moderation = moderation;
    }

    @GET
    @Operation(
            summary = "Reviews to look at, what waits longest first",
            description =
                    "REPORTED: what viewers reported and support has not judged since its text is as it is. HIDDEN: what is hidden now; an edition above judgedEdition is a text written since.")
    @APIResponse(responseCode = "200", description = "A page of reviews")
    public Uni<ReviewModeration.Listing> list(
            @Parameter(description = "REPORTED when absent") @QueryParam("state")
                    ReviewModeration.@Nullable State state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        Asked.only(uri, "state", "cursor", "limit");
        int most = Asked.limit(limit);
        ReviewModeration.State which = state == null ? ReviewModeration.State.REPORTED : state;
        return trail.reading(
                "reviews.list",
                which.name().toLowerCase(Locale.ROOT),
                () -> moderation.list(which, cursor, most));
    }

    @POST
    @Path("{id}/hide")
    @Operation(
            summary = "Hide a review",
            description =
                    "From all but its author, who reads why, and support; whatever its author writes, until it is shown again.")
    @APIResponse(responseCode = "204", description = "Hidden, or it was so already")
    @APIResponse(responseCode = "404", description = "There is no such review")
    @APIResponse(responseCode = "409", description = "Its author has written another text")
    public Uni<Response> hide(@PathParam("id") UUID review, Judgement body) {
        return trail.changing(
                "review.hide",
                review.toString(),
                body.reason(),
                () ->
                        moderation
                                .hide(review, body.edition(), body.reason())
                                .map(Answers::noContent));
    }

    @POST
    @Path("{id}/show")
    @Operation(
            summary = "Show a review",
            description =
                    "One that was reported and is all right, or one that was hidden. Reports of this text are done with.")
    @APIResponse(responseCode = "204", description = "Shown, or it was so already")
    @APIResponse(responseCode = "404", description = "There is no such review")
    @APIResponse(responseCode = "409", description = "Its author has written another text")
    public Uni<Response> show(@PathParam("id") UUID review, Judgement body) {
        return trail.changing(
                "review.show",
                review.toString(),
                body.reason(),
                () ->
                        moderation
                                .show(review, body.edition(), body.reason())
                                .map(Answers::noContent));
    }
}
