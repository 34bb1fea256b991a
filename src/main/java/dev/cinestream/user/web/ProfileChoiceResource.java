package dev.cinestream.user.web;

import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.session.AccessTokens;
import dev.cinestream.user.session.ProfileChoices;
import dev.cinestream.user.session.ProfileChoices.Outcome;
import dev.cinestream.user.session.Sessions;
import dev.cinestream.user.web.ProfileRequests.ChoiceBody;
import dev.cinestream.user.web.ProfileRequests.Watching;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Who watches on a device that is logged in.
@Path("/v1/sessions/current/profile")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Profiles")
public class ProfileChoiceResource {

    private final ProfileChoices choices;
    private final JsonWebToken caller;

    ProfileChoiceResource(ProfileChoices choices, JsonWebToken caller) {
        this.choices = choices;
        this.caller = caller;
    }

    @POST
    @Operation(
            summary = "Choose who watches",
            description =
                    "A profile with a PIN is entered with it; a kids' profile is left with the PIN of the profile entered or, when that has"
                            + " none, the household's. Throw the old access token away; the refresh token stays and gives tokens for this"
                            + " profile from now on. Until a profile is chosen, only what is for everybody is shown.")
    @APIResponse(responseCode = "200", description = "An access token for the profile")
    @APIResponse(responseCode = "401", description = "The session is over; log in again")
    @APIResponse(responseCode = "403", description = "Without the right PIN")
    @APIResponse(responseCode = "429", description = "Too many wrong PINs; again after Retry-After")
    public Uni<Watching> choose(ChoiceBody body) {
        return choices.choose(Callers.account(caller), session(), body.profile(), body.pin())
                .map(outcome ->
                        switch (outcome) {
                            case Outcome.Chosen(Sessions.Access access) ->
                                    new Watching(
                                            body.profile(),
                                            access.token(),
                                            access.expiresIn().toSeconds());
                            case Outcome.SessionOver() -> throw sessionOver();
                            case Outcome.NoSuchProfile() -> throw ProfilesResource.noSuchProfile();
                            case Outcome.PinMissing(boolean ofHousehold) ->
                                    throw HouseholdPin.missing(ofHousehold);
                            case Outcome.PinWrong(boolean ofHousehold) ->
                                    throw HouseholdPin.wrong(ofHousehold);
                            case Outcome.Later(Duration after) -> throw Callers.tooOften(after);
                        });
    }

    private UUID session() {
        String id = caller.getClaim(AccessTokens.SESSION);
        if (id == null) {
            throw ProblemException.forbidden(
                    "no-session", "The token is of no session; log in to choose a profile.");
        }
        return UUID.fromString(id);
    }

    private static ProblemException sessionOver() {
        return ProblemException.unauthorized("session-over", "The session is over; log in again.");
    }
}
