package dev.cinestream.content.web;

import dev.cinestream.content.ContentModule;
import dev.cinestream.content.mylist.MyListCommand;
import dev.cinestream.content.mylist.MyListCommand.ListTitle;
import dev.cinestream.content.mylist.MyListCommand.MoveTitle;
import dev.cinestream.content.mylist.MyListCommand.UnlistTitle;
import dev.cinestream.content.readmodel.TitleRow;
import dev.cinestream.content.readmodel.Titles;
import dev.cinestream.content.readmodel.Viewpoint;
import dev.cinestream.content.web.OpinionAnswers.Listed;
import dev.cinestream.content.web.OpinionRequests.Move;
import dev.cinestream.content.web.TitleAnswers.Summary;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.ConsistencyTokens;
import dev.cinestream.platform.http.Cursor;
import dev.cinestream.platform.http.QueryParameters;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/// Titles that the caller's profile wants to come back to. The list is read from its own stream, so it is never behind;
/// what is on it is shown as the catalog has it now.
@Path("/v1/my-list")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "My list")
public class MyListResource {

    private static final String LISTING = "my-list";
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 100;

    private final SeenTitles seen;
    private final Titles titles;
    private final Viewers viewers;
    private final Commands commands;
    private final CommandBus bus;

    MyListResource(
            SeenTitles seen, Titles titles, Viewers viewers, Commands commands, CommandBus bus) {
        this.seen = seen;
        this.titles = titles;
        this.viewers = viewers;
        this.commands = commands;
        this.bus = bus;
    }

    @GET
    @Operation(
            summary = "The profile's list",
            description =
                    "In its order. A title that the profile does not see now is left out; it is there again when the profile sees it again.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = Listed.class)))
    @APIResponse(responseCode = "304", description = "The caller has it already")
    public Uni<Response> read(
            @Parameter(description = "1 to 100, 50 when absent; those left out count, too")
                    @QueryParam("limit")
                    @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        Viewpoint from = seen.viewpoint(uri, Set.of("limit", "cursor"), Set.of());
        int most = QueryParameters.within("limit", limit, 1, LARGEST_PAGE, PAGE);
        Cursor after = Cursor.parse(cursor, LISTING, 2);
        UUID profile = viewers.profile();
        return seen.fresh(token, uri)
                .chain(() -> bus.head(ContentModule.MY_LIST, profile))
                .map(head -> head == null ? List.<UUID>of() : head.state().titles())
                .chain(all -> page(all, begin(all, after), most, from, language))
                .map(answer -> CatalogReaders.listing(ifNoneMatch, answer));
    }

    @PUT
    @Path("{title}")
    @Operation(
            summary = "Put a title on the list",
            description = "At its end, unless it is there already. A list holds 500.")
    @APIResponse(responseCode = "204", description = "It is on the list")
    @APIResponse(responseCode = "404", description = "There is no such title for this viewer")
    @APIResponse(responseCode = "409", description = "The list is full")
    public Uni<Response> add(
            @PathParam("title") UUID title,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        Viewpoint from = seen.viewpoint(uri, Set.of(), Set.of());
        UUID profile = viewers.profile();
        return seen.fresh(token, uri)
                .chain(() -> seen.title(title, from))
                .chain(() -> execute(profile, new ListTitle(title), null));
    }

    @DELETE
    @Path("{title}")
    @Operation(
            summary = "Take a title off the list",
            description = "Also one that the profile no longer sees.")
    @APIResponse(responseCode = "204", description = "It is not on the list")
    public Uni<Response> remove(@PathParam("title") UUID title) {
        return execute(viewers.profile(), new UnlistTitle(title), null);
    }

    @POST
    @Path("{title}/move")
    @Operation(
            summary = "Give a title of the list another place",
            description = "Before another title of the list, or at the end.")
    @APIResponse(responseCode = "204", description = "It stands there")
    @APIResponse(responseCode = "404", description = "It is not on the list")
    public Uni<Response> move(@PathParam("title") UUID title, Move body) {
        return execute(viewers.profile(), new MoveTitle(title, body.before()), body);
    }

    private Uni<Response> execute(UUID profile, MyListCommand command, @Nullable Object body) {
        return commands.execute(ContentModule.MY_LIST, profile, command, body)
                .map(Answers::noContent);
    }

    /// After the title that the page before ended with, or where that stood when it is gone.
    private static int begin(List<UUID> all, @Nullable Cursor after) {
        if (after == null) {
            return 0;
        }
        int last = all.indexOf(after.uuid(0));
        return last >= 0 ? last + 1 : Math.clamp(after.number(1), 0, all.size());
    }

    private Uni<Listed> page(
            List<UUID> all, int begin, int most, Viewpoint from, @Nullable String language) {
        int end = Math.min(all.size(), begin + most);
        List<UUID> ids = all.subList(begin, end);
        String next =
                end < all.size() ? Cursor.of(LISTING, all.get(end - 1), end - 1).toString() : null;
        return titles.seen(ids, from)
                .map(rows -> {
                    List<TitleRow> inOrder =
                            ids.stream().filter(rows::containsKey).map(rows::get).toList();
                    return new Listed(Summary.of(inOrder, language), all.size(), next);
                });
    }
}
