package dev.cinestream.content.web;

import dev.cinestream.content.bulk.TitleLine;
import dev.cinestream.content.readmodel.CatalogExport;
import dev.cinestream.platform.http.RequestLines;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The whole catalog, a line a title.
@Path("/v1/titles")
@RolesAllowed({Roles.EDITOR, Roles.ADMIN})
@Tag(name = "Catalog: editing")
public class TitleExportResource {

    private final CatalogExport catalog;

    TitleExportResource(CatalogExport catalog) {
        this.catalog = catalog;
    }

    @GET
    @Path("/export")
    @Produces(RequestLines.MEDIA_TYPE)
    @Operation(
            summary = "All titles as lines that an import takes back",
            description =
                    """
                    Drafts and published titles, parents first, then by id. Not a snapshot: a title that changes meanwhile is \
                    there as it was when its turn came. Withdrawn titles are left out.\
                    """)
    @APIResponse(
            responseCode = "200",
            description = "A line a title",
            content = @Content(schema = @Schema(implementation = TitleLine.class)))
    public Multi<TitleLine> export() {
        return catalog.lines();
    }
}
