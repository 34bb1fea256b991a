package dev.cinestream.bench;

import dev.cinestream.content.web.TitleRequests.NewTitle;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/// The ceiling of commands through HTTP: takes what `POST /v1/titles` takes, from whom it takes it, reads and validates
/// it, and decides nothing.
@Path("/bench/titles")
public class ValidatingResource {

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.EDITOR, Roles.ADMIN})
    public Uni<Response> take(NewTitle body) {
        return Uni.createFrom()
                .item(
                        Response.created(URI.create("/bench/titles/" + Uuid7.next()))
                                .tag(body.kind().name())
                                .build());
    }
}
