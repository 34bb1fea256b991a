package dev.cinestream.content.web;

import dev.cinestream.content.TitleKind;
import dev.cinestream.content.readmodel.Ratings;
import dev.cinestream.content.readmodel.TitleFilter;
import dev.cinestream.content.readmodel.Viewpoint;
import dev.cinestream.platform.http.ConsistencyTokens;
import dev.cinestream.platform.http.Cursor;
import dev.cinestream.platform.http.QueryParameters;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The catalog by what viewers think of it. Who sees what is as in [TitlesResource].
@Path("/v1/titles")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.SUPPORT, Roles.ADMIN, Roles.OPS})
@Tag(name = "Ratings and reviews")
public class TopRatedResource {

    private static final int PAGE = 24;
    private static final int LARGEST_PAGE = 100;

    private final SeenTitles seen;
    private final Ratings ratings;

    TopRatedResource(SeenTitles seen, Ratings ratings) {
        this.seen = seen;
        this.ratings = ratings;
    }

    @GET
    @Path("top-rated")
    @Operation(
            summary = "What viewers rate best",
            description =
                    "Movies and series that were ever rated, by their weighted average. A page may repeat or miss one whose rating changes while one reads.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = TitleAnswers.Listing.class)))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    public Uni<Response> best(
            @Parameter(description = "MOVIE or SERIES; both when absent") @QueryParam("kind")
                    List<TitleKind> kinds,
            @Parameter(description = "One of its genres") @QueryParam("genre")
                    @Nullable String genre,
            @Parameter(description = "1 to 100, 24 when absent") @QueryParam("limit")
                    @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        Viewpoint from = seen.viewpoint(uri, Set.of("genre", "limit", "cursor"), Set.of("kind"));
        int most = QueryParameters.within("limit", limit, 1, LARGEST_PAGE, PAGE);
        Cursor after = Ratings.parse(cursor);
        List<String> genres = genre == null ? List.of() : List.of(genre);
        var filter = new TitleFilter(kinds, genres, null, null, null, null);
        return seen.freshlyRated(token, uri)
                .chain(() -> ratings.best(filter, from, after, most))
                .map(page -> TitleAnswers.Listing.of(page, null, language))
                .map(answer -> CatalogReaders.listing(ifNoneMatch, answer));
    }
}
