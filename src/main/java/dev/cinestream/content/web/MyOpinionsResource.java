package dev.cinestream.content.web;

import dev.cinestream.content.readmodel.OpinionRow;
import dev.cinestream.content.readmodel.Opinions;
import dev.cinestream.content.readmodel.Page;
import dev.cinestream.content.readmodel.Titles;
import dev.cinestream.content.readmodel.Viewpoint;
import dev.cinestream.content.web.OpinionAnswers.Said;
import dev.cinestream.content.web.OpinionAnswers.SaidPage;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// All that the caller's profile thinks of titles.
@Path("/v1/opinions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Ratings and reviews")
public class MyOpinionsResource {

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 100;

    private final SeenTitles seen;
    private final Titles titles;
    private final Viewers viewers;
    private final Opinions opinions;

    MyOpinionsResource(SeenTitles seen, Titles titles, Viewers viewers, Opinions opinions) {
        this.seen = seen;
        this.titles = titles;
        this.viewers = viewers;
        this.opinions = opinions;
    }

    @GET
    @Operation(
            summary = "All that the profile rated and reviewed",
            description =
                    "What was said last first, also of titles that the profile no longer sees; those have no summary.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = SaidPage.class)))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    public Uni<Response> read(
            @Parameter(description = "1 to 100, 50 when absent") @QueryParam("limit")
                    @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        Viewpoint from = seen.viewpoint(uri, Set.of("limit", "cursor"), Set.of());
        int most = QueryParameters.within("limit", limit, 1, LARGEST_PAGE, PAGE);
        Cursor after = Opinions.parse(cursor);
        UUID profile = viewers.profile();
        return seen.freshlyRated(token, uri)
                .chain(() -> opinions.of(profile, after, most))
                .chain(page -> withTitles(page, from, language))
                .map(answer -> CatalogReaders.listing(ifNoneMatch, answer));
    }

    private Uni<SaidPage> withTitles(
            Page<OpinionRow> page, Viewpoint from, @Nullable String language) {
        List<UUID> ids = page.items().stream().map(OpinionRow::title).toList();
        String next = page.next() == null ? null : page.next().toString();
        return titles.seen(ids, from)
                .map(rows ->
                        new SaidPage(
                                page.items().stream()
                                        .map(row -> Said.of(row, rows.get(row.title()), language))
                                        .toList(),
                                next));
    }
}
