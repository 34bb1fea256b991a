package dev.cinestream.admin.web;

import dev.cinestream.admin.readmodel.AuditEntries;
import dev.cinestream.admin.readmodel.AuditEntries.Place;
import dev.cinestream.admin.readmodel.AuditEntries.Question;
import dev.cinestream.admin.readmodel.AuditEntry;
import dev.cinestream.platform.http.Cursor;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Who did what at the admin API, denied attempts included.
@Path("/admin/audit")
@RolesAllowed({Roles.OPS, Roles.ADMIN})
@Tag(name = "Operations: audit")
public class AuditResource {

    private static final String LISTING = "audit";

    private final AuditTrail trail;
    private final AuditEntries entries;

    AuditResource(AuditTrail trail, AuditEntries entries) {
        this.trail = trail;
        this.entries = entries;
    }

    @Schema(name = "AuditEntries", description = "Latest first")
    public record AuditPage(
            List<AuditEntry> items,
            @Schema(description = "The parameter cursor of the next page; absent on the last")
                    @Nullable String next) {}

    @GET
    @Operation(
            summary = "Who did what, when and why, and how it ended; latest first",
            description = "Filters are exact and may be combined.")
    @APIResponse(responseCode = "200", description = "A page of entries")
    public Uni<AuditPage> list(
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("action") @Nullable String action,
            @QueryParam("target") @Nullable String target,
            @QueryParam("correlationId") @Nullable String correlationId,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("until") @Nullable Instant until,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        Asked.only(
                uri,
                "actor",
                "action",
                "target",
                "correlationId",
                "from",
                "until",
                "cursor",
                "limit");
        Place after = after(cursor);
        int most = Asked.limit(limit);
        var question = new Question(actor, action, target, correlationId, from, until);
        return trail.reading(
                "audit.read",
                "audit",
                () -> entries.find(question, after, most).map(page -> page(page, most)));
    }

    private static AuditPage page(List<AuditEntry> page, int limit) {
        String next =
                page.size() < limit
                        ? null
                        : Cursor.of(LISTING, page.getLast().at(), page.getLast().id()).toString();
        return new AuditPage(page, next);
    }

    private static @Nullable Place after(@Nullable String cursor) {
        Cursor read = Cursor.parse(cursor, LISTING, 2);
        if (read == null) {
            return null;
        }
        try {
            return new Place(Instant.parse(read.key(0)), read.uuid(1));
        } catch (DateTimeException _) {
            throw ProblemException.badParameter(
                    "cursor", "Is not a cursor of this listing.", "the value the page before gave");
        }
    }
}
