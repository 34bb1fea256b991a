package dev.cinestream.admin.web;

import dev.cinestream.eventsourcing.privacy.SubjectKeys;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Persons whose data is in the log, encrypted with a key each.
@Path("/admin/subjects")
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Operations: privacy")
public class SubjectsResource {

    private final AuditTrail trail;
    private final SubjectKeys keys;

    SubjectsResource(AuditTrail trail, SubjectKeys keys) {
        this.trail = trail;
        this.keys = keys;
    }

    @Schema(name = "Erased")
    public record ErasedView(
            UUID subject,
            @Schema(description = "How long another instance may still read what it has in memory")
                    long withinSeconds) {}

    @POST
    @Path("{subject}/erase")
    @Operation(
            summary = "Erase a person for ever",
            description =
                    "Deletes their key: no event of the log shows them any more. The log itself stays whole. Read models that"
                            + " show them are rebuilt afterwards. May be repeated.")
    @APIResponse(responseCode = "200", description = "Erased, now or before")
    public Uni<ErasedView> erase(@PathParam("subject") UUID subject, Because body) {
        return trail.changing(
                "subject.erase",
                subject.toString(),
                body.reason(),
                () ->
                        keys.erase(subject)
                                .replaceWith(
                                        new ErasedView(
                                                subject, SubjectKeys.CACHED_FOR.toSeconds())));
    }
}
