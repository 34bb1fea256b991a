package dev.cinestream.content.web;

import dev.cinestream.content.TitleKind;
import dev.cinestream.content.readmodel.TitleFilter;
import dev.cinestream.content.readmodel.TitleOrder;
import dev.cinestream.content.readmodel.TitlePage;
import dev.cinestream.content.readmodel.TitleRow;
import dev.cinestream.content.readmodel.Titles;
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

/// A series with its seasons and their episodes. Who sees what is as in [TitlesResource].
@Path("/v1/titles/{id}/seasons")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.SUPPORT, Roles.ADMIN, Roles.OPS})
@Tag(name = "Catalog: reading")
public class SeasonsResource {

    private static final int SEASONS = 10;
    private static final int MOST_SEASONS = 20;
    private static final int MOST_EPISODES = 200;

    private final Titles titles;
    private final CatalogReaders readers;

    SeasonsResource(Titles titles, CatalogReaders readers) {
        this.titles = titles;
        this.readers = readers;
    }

    @GET
    @Operation(
            summary = "A series' seasons with their episodes",
            description =
                    "By number. Of each season the first 200 episodes; all: GET /v1/titles?parent=<season>")
    @APIResponse(
            responseCode = "200",
            description = "The seasons",
            content = @Content(schema = @Schema(implementation = TitleAnswers.Seasons.class)))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    @APIResponse(responseCode = "404", description = "There is no such series for this viewer")
    @APIResponse(
            responseCode = "503",
            description = "Not as new yet as the token asks for, or busy")
    public Uni<Response> seasons(
            @PathParam("id") UUID id,
            @QueryParam("country") @Nullable String country,
            @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 20, 10 when absent") @QueryParam("limit")
                    @Nullable Integer limit,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        Viewpoint from = readers.viewpoint(uri, country, Set.of("cursor", "limit"), Set.of());
        int most = QueryParameters.within("limit", limit, 1, MOST_SEASONS, SEASONS);
        Cursor after = TitleOrder.NUMBER.parse(cursor);
        var ofSeries = new TitleFilter(List.of(TitleKind.SEASON), List.of(), null, null, id, null);
        return readers.fresh(token, uri)
                .chain(() -> titles.byId(id, from))
                .map(SeasonsResource::series)
                .chain(() -> titles.list(ofSeries, TitleOrder.NUMBER, from, after, most))
                .chain(page -> withEpisodes(page, from, language, ifNoneMatch));
    }

    private Uni<Response> withEpisodes(
            TitlePage seasons,
            Viewpoint from,
            @Nullable String language,
            @Nullable String ifNoneMatch) {
        List<UUID> ids = seasons.titles().stream().map(TitleRow::id).toList();
        return titles.under(ids, from, MOST_EPISODES)
                .map(episodes -> TitleAnswers.Seasons.of(seasons, episodes, language))
                .map(answer -> CatalogReaders.listing(ifNoneMatch, answer));
    }

    private static TitleRow series(@Nullable TitleRow row) {
        TitleRow title = TitlesResource.there(row);
        if (title.kind() != TitleKind.SERIES) {
            throw ProblemException.notFound(
                    "not-a-series", "Only a series has seasons; this is a " + title.kind() + ".");
        }
        return title;
    }
}
