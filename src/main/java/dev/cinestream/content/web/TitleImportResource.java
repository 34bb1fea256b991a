package dev.cinestream.content.web;

import dev.cinestream.content.bulk.ImportRun;
import dev.cinestream.content.bulk.ImportedLine;
import dev.cinestream.content.bulk.TitleImport;
import dev.cinestream.content.bulk.TitleLine;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.RequestLines;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Titles in bulk, a line each, in and out at once: neither side ever holds more than a few hundred lines.
@Path("/v1/titles")
@RolesAllowed({Roles.EDITOR, Roles.ADMIN})
@Tag(name = "Catalog: editing")
public class TitleImportResource {

    private final TitleImport titles;
    private final RequestLines lines;
    private final Commands commands;
    private final int linesInFlight;
    private final int longestLine;

    TitleImportResource(
            TitleImport titles,
            RequestLines lines,
            Commands commands,
            @ConfigProperty(
                            name = "cinestream.content.import.lines-in-flight",
                            defaultValue = "256")
                    int linesInFlight,
            @ConfigProperty(
                            name = "cinestream.content.import.max-line.bytes",
                            defaultValue = "1048576")
                    int longestLine) {
        this.titles = titles;
        this.lines = lines;
        this.commands = commands;
        this.linesInFlight = linesInFlight;
        this.longestLine = longestLine;
    }

    @POST
    @Path("/import")
    @Consumes(RequestLines.MEDIA_TYPE)
    @Produces(RequestLines.MEDIA_TYPE)
    @Operation(
            summary = "Make titles what the lines say",
            description =
                    """
                    NDJSON of any length; one answer line for each line, in the same order, while it goes on. A line that \
                    cannot be read or is refused changes nothing and hinders no other. A title comes after the one it lies \
                    under. Safe to repeat: what is so already is unchanged. Read while you send.\
                    """)
    @RequestBody(content = @Content(schema = @Schema(implementation = TitleLine.class)))
    @APIResponse(
            responseCode = "200",
            description = "What became of each line",
            content = @Content(schema = @Schema(implementation = ImportedLine.class)))
    public Multi<ImportedLine> importTitles() {
        ImportRun run = ImportRun.of(commands.request());
        return lines.read(TitleLine.class, longestLine, linesInFlight)
                .onItem()
                .transformToUniAndConcatenate(some -> titles.importAll(some, run))
                .onItem()
                .disjoint();
    }
}
