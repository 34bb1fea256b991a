package dev.cinestream.content.web;

import dev.cinestream.content.TitleKind;
import dev.cinestream.content.readmodel.Facets;
import dev.cinestream.content.readmodel.TitleFilter;
import dev.cinestream.content.readmodel.TitleOrder;
import dev.cinestream.content.readmodel.TitleRow;
import dev.cinestream.content.readmodel.Titles;
import dev.cinestream.content.readmodel.Viewpoint;
import dev.cinestream.content.title.TitleState.Standing;
import dev.cinestream.platform.http.ConsistencyTokens;
import dev.cinestream.platform.http.Cursor;
import dev.cinestream.platform.http.EntityTags;
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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The catalog as it is read. Viewers see what is published, with all above it published too, and may be watched now in the
/// country asked for (in any, when none is); editors and admins see everything.
@Path("/v1/titles")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.SUPPORT, Roles.ADMIN, Roles.OPS})
@Tag(name = "Catalog: reading")
public class TitlesResource {

    private static final int PAGE = 24;
    private static final int LARGEST_PAGE = 100;
    private static final int MOST_GENRES = 20;

    private final Titles titles;
    private final CatalogReaders readers;

    TitlesResource(Titles titles, CatalogReaders readers) {
        this.titles = titles;
        this.readers = readers;
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "One title",
            description =
                    "Heeds Accept-Language, If-None-Match and Consistency-Token (header or parameter).")
    @APIResponse(
            responseCode = "200",
            description = "The title; ETag is its revision and the language",
            content = @Content(schema = @Schema(implementation = TitleAnswers.Whole.class)))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    @APIResponse(responseCode = "404", description = "There is none, or none for this viewer")
    @APIResponse(
            responseCode = "503",
            description = "Not as new yet as the token asks for, or busy")
    public Uni<Response> title(
            @PathParam("id") UUID id,
            @Parameter(description = "ISO 3166-1 alpha-2") @QueryParam("country")
                    @Nullable String country,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        Viewpoint from = readers.viewpoint(uri, country, Set.of(), Set.of());
        return readers.fresh(token, uri)
                .chain(() -> titles.byId(id, from))
                .map(TitlesResource::there)
                .map(row -> whole(row, language, ifNoneMatch));
    }

    private static Response whole(
            TitleRow row, @Nullable String language, @Nullable String ifNoneMatch) {
        TitleAnswers.Whole answer = TitleAnswers.Whole.of(row, language);
        Response response =
                EntityTags.unlessKnown(
                        ifNoneMatch,
                        EntityTags.of(row.revision(), answer.language()),
                        () -> Response.ok(answer));
        Response.ResponseBuilder personal = CatalogReaders.personal(response);
        return answer.language() == null
                ? personal.build()
                : personal.header(HttpHeaders.CONTENT_LANGUAGE, answer.language()).build();
    }

    @GET
    @Operation(
            summary = "Browse",
            description =
                    "Filters are all heeded together. Facets count what another value of a filter would give; they are absent beyond the first page, and when counting would take too long. Pages by cursor: none is skipped or doubled while titles come and go.")
    @APIResponse(
            responseCode = "200",
            description = "A page; the first has facets",
            content = @Content(schema = @Schema(implementation = TitleAnswers.Listing.class)))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    @APIResponse(
            responseCode = "503",
            description = "Not as new yet as the token asks for, or busy")
    public Uni<Response> browse(
            @Parameter(description = "Any of these; SEASON and EPISODE only with a parent")
                    @QueryParam("kind")
                    List<TitleKind> kinds,
            @Parameter(description = "All of these") @QueryParam("genre") List<String> genres,
            @QueryParam("yearFrom") @Nullable Integer yearFrom,
            @QueryParam("yearTo") @Nullable Integer yearTo,
            @Parameter(description = "What they lie directly under") @QueryParam("parent")
                    @Nullable UUID parent,
            @Parameter(description = "For editors; viewers see PUBLISHED only")
                    @QueryParam("standing")
                    @Nullable Standing standing,
            @Parameter(description = "Where they can be watched now, ISO 3166-1 alpha-2")
                    @QueryParam("country")
                    @Nullable String country,
            @Parameter(description = "NAME when absent, NUMBER with a parent") @QueryParam("sort")
                    @Nullable TitleOrder sort,
            @Parameter(description = "1 to 100, 24 when absent") @QueryParam("limit")
                    @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "false leaves the counts out") @QueryParam("facets")
                    @Nullable Boolean facets,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        Viewpoint from =
                readers.viewpoint(
                        uri,
                        country,
                        Set.of(
                                "yearFrom",
                                "yearTo",
                                "parent",
                                "standing",
                                "sort",
                                "limit",
                                "cursor",
                                "facets"),
                        Set.of("kind", "genre"));
        TitleFilter filter = filter(kinds, genres, yearFrom, yearTo, parent, standing);
        TitleOrder order = order(sort, parent);
        int most = QueryParameters.within("limit", limit, 1, LARGEST_PAGE, PAGE);
        Cursor after = order.parse(cursor);
        boolean counted = after == null && !Boolean.FALSE.equals(facets);
        return readers.fresh(token, uri)
                .chain(() -> titles.list(filter, order, from, after, most))
                .chain(page ->
                        facets(counted, filter, from)
                                .map(counts -> TitleAnswers.Listing.of(page, counts, language)))
                .map(answer -> CatalogReaders.listing(ifNoneMatch, answer));
    }

    private Uni<@Nullable Facets> facets(boolean counted, TitleFilter filter, Viewpoint from) {
        return counted ? titles.facets(filter, from) : Uni.createFrom().nullItem();
    }

    private static TitleFilter filter(
            List<TitleKind> kinds,
            List<String> genres,
            @Nullable Integer yearFrom,
            @Nullable Integer yearTo,
            @Nullable UUID parent,
            @Nullable Standing standing) {
        if (genres.size() > MOST_GENRES) {
            throw ProblemException.badParameter(
                    "genre", "Is there too often.", "at most " + MOST_GENRES);
        }
        if (yearFrom != null && yearTo != null && yearFrom > yearTo) {
            throw ProblemException.badParameter(
                    "yearTo", "Is before yearFrom.", "a year not before " + yearFrom);
        }
        if (parent == null && kinds.stream().anyMatch(kind -> kind.parent() != null)) {
            throw ProblemException.badParameter(
                    "kind",
                    "Seasons and episodes are listed under a parent.",
                    "MOVIE or SERIES; or give parent, too");
        }
        return new TitleFilter(kinds, genres, yearFrom, yearTo, parent, standing);
    }

    private static TitleOrder order(@Nullable TitleOrder sort, @Nullable UUID parent) {
        if (sort == TitleOrder.NUMBER && parent == null) {
            throw ProblemException.badParameter(
                    "sort",
                    "Numbers count under a parent only.",
                    "NAME, YEAR or PUBLISHED; or give parent, too");
        }
        if (sort != null) {
            return sort;
        }
        return parent == null ? TitleOrder.NAME : TitleOrder.NUMBER;
    }

    static TitleRow there(@Nullable TitleRow row) {
        if (row == null) {
            throw ProblemException.notFound("no-such-title", "There is no title with this id.");
        }
        return row;
    }
}
