package dev.cinestream.content.web;

import dev.cinestream.content.TextRules;
import dev.cinestream.content.readmodel.Ratings;
import dev.cinestream.content.readmodel.ReviewOrder;
import dev.cinestream.content.readmodel.Reviews;
import dev.cinestream.content.readmodel.Viewpoint;
import dev.cinestream.platform.http.ConsistencyTokens;
import dev.cinestream.platform.http.Cursor;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.http.QueryParameters;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What viewers think of a title: its ratings and its reviews. Who sees the title sees them.
@Path("/v1/titles")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.SUPPORT, Roles.ADMIN, Roles.OPS})
@Tag(name = "Ratings and reviews")
public class RatingsResource {

    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final SeenTitles seen;
    private final Viewers viewers;
    private final Ratings ratings;
    private final Reviews reviews;

    RatingsResource(SeenTitles seen, Viewers viewers, Ratings ratings, Reviews reviews) {
        this.seen = seen;
        this.viewers = viewers;
        this.ratings = ratings;
        this.reviews = reviews;
    }

    @GET
    @Path("{id}/ratings")
    @Operation(
            summary = "A title's ratings",
            description =
                    "How many gave what, the average, and the weighted average that titles are compared by. Exact: worked out of the counts.")
    @APIResponse(
            responseCode = "200",
            description = "The ratings",
            content =
                    @Content(schema = @Schema(implementation = OpinionAnswers.TitleRatings.class)))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    @APIResponse(responseCode = "404", description = "There is no such title for this viewer")
    public Uni<Response> ratings(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        Viewpoint from = seen.viewpoint(uri, Set.of(), Set.of());
        return seen.freshlyRated(token, uri)
                .chain(() -> seen.title(id, from))
                .chain(() -> ratings.of(id))
                .map(tally ->
                        CatalogReaders.listing(
                                ifNoneMatch, OpinionAnswers.TitleRatings.of(id, tally)));
    }

    @GET
    @Path("{id}/reviews")
    @Operation(
            summary = "A title's reviews",
            description =
                    "Without those that support has hidden. By HELPFUL a page may repeat or miss one whose votes change while one reads.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = OpinionAnswers.ReviewPage.class)))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    @APIResponse(responseCode = "404", description = "There is no such title for this viewer")
    public Uni<Response> reviews(
            @PathParam("id") UUID id,
            @Parameter(description = "NEWEST when absent") @QueryParam("sort")
                    @Nullable ReviewOrder sort,
            @Parameter(description = "BCP 47; pt finds pt-BR, too; any when absent")
                    @QueryParam("language")
                    @Nullable String language,
            @Parameter(description = "1 to 100, 20 when absent") @QueryParam("limit")
                    @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        Viewpoint from =
                seen.viewpoint(uri, Set.of("sort", "language", "limit", "cursor"), Set.of());
        int most = QueryParameters.within("limit", limit, 1, LARGEST_PAGE, PAGE);
        ReviewOrder order = sort == null ? ReviewOrder.NEWEST : sort;
        Cursor after = order.parse(cursor);
        if (language != null && !TextRules.isLanguage(language)) {
            throw ProblemException.badParameter(
                    "language", "Is no language tag.", "a BCP 47 language tag such as en or pt-BR");
        }
        @Nullable UUID reader = viewers.profileIfAny().orElse(null);
        return seen.freshlyRated(token, uri)
                .chain(() -> seen.title(id, from))
                .chain(() -> reviews.of(id, order, language, reader, after, most))
                .map(page ->
                        CatalogReaders.listing(ifNoneMatch, OpinionAnswers.ReviewPage.of(page)));
    }
}
