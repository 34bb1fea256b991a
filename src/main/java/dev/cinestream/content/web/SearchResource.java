package dev.cinestream.content.web;

import dev.cinestream.content.TitleKind;
import dev.cinestream.content.readmodel.TitleSearch;
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

/// Search over the catalog. Who sees what is as in [TitlesResource].
@Path("/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.SUPPORT, Roles.ADMIN, Roles.OPS})
@Tag(name = "Catalog: reading")
public class SearchResource {

    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 50;
    private static final int LONGEST = 200;

    private final TitleSearch search;
    private final CatalogReaders readers;

    SearchResource(TitleSearch search, CatalogReaders readers) {
        this.search = search;
        this.readers = readers;
    }

    @GET
    @Operation(
            summary = "Search",
            description =
                    "Forgives accents, case, punctuation and typos in names. Best first: the very name, names that begin so, all the words in names, people, genres, tags and synopses, and names that are alike.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = TitleAnswers.Listing.class)))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    @APIResponse(
            responseCode = "503",
            description = "Not as new yet as the token asks for, or busy")
    public Uni<Response> search(
            @Parameter(description = "What to search for, 1 to 200 characters", required = true)
                    @QueryParam("q")
                    @Nullable String q,
            @Parameter(description = "Any of these; all when absent") @QueryParam("kind")
                    List<TitleKind> kinds,
            @Parameter(description = "Where they can be watched now, ISO 3166-1 alpha-2")
                    @QueryParam("country")
                    @Nullable String country,
            @Parameter(description = "1 to 50, 20 when absent") @QueryParam("limit")
                    @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        Viewpoint from =
                readers.viewpoint(uri, country, Set.of("q", "limit", "cursor"), Set.of("kind"));
        String text = searchable(q);
        int most = QueryParameters.within("limit", limit, 1, LARGEST_PAGE, PAGE);
        Cursor after = TitleSearch.parse(cursor);
        return readers.fresh(token, uri)
                .chain(() -> search.find(text, kinds, from, after, most))
                .map(page -> TitleAnswers.Listing.of(page, null, language))
                .map(answer -> CatalogReaders.listing(ifNoneMatch, answer));
    }

    private static String searchable(@Nullable String q) {
        if (q == null || q.length() > LONGEST || !TitleSearch.isSearchable(q)) {
            throw ProblemException.badParameter(
                    "q",
                    q == null ? "Is missing." : "Cannot be searched for.",
                    "1 to " + LONGEST + " characters, among them a letter or a digit");
        }
        return q;
    }
}
