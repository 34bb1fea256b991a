package dev.cinestream.user.web;

import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.household.HouseholdCommand.SetCountry;
import dev.cinestream.user.household.ProfileRules;
import dev.cinestream.user.session.Households;
import dev.cinestream.user.web.ProfileRequests.CountryBody;
import dev.cinestream.user.web.ProfileRequests.HouseholdView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What holds for all who watch with the caller's account.
@Path("/v1/household")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Profiles")
public class HouseholdResource {

    private final Commands commands;
    private final Households households;
    private final HouseholdPin householdPin;
    private final int most;
    private final JsonWebToken caller;

    HouseholdResource(
            Commands commands,
            Households households,
            HouseholdPin householdPin,
            @ConfigProperty(name = "cinestream.user.profiles.most", defaultValue = "5") int most,
            JsonWebToken caller) {
        this.commands = commands;
        this.households = households;
        this.householdPin = householdPin;
        this.most = most;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "The household",
            description =
                    "Where it watches, whether it has a PIN, and what a profile may be made of.")
    public Uni<HouseholdView> read() {
        return households
                .of(Callers.account(caller))
                .map(known ->
                        new HouseholdView(
                                known.state().country(),
                                known.state().pin() != null,
                                most,
                                ProfileRules.AVATARS));
    }

    @PUT
    @Path("/country")
    @Operation(
            summary = "Say where the household watches",
            description =
                    "Needs the household's PIN when it has one. Until it is said, what is available in some countries only is not"
                            + " shown. Holds for new tokens.")
    @APIResponse(responseCode = "204", description = "Said")
    @APIResponse(responseCode = "403", description = "Without the right PIN")
    public Uni<Response> setCountry(
            CountryBody body,
            @Parameter(description = HouseholdPin.DESCRIPTION) @HeaderParam(HouseholdPin.HEADER)
                    @Nullable String proof) {
        UUID account = Callers.account(caller);
        return households
                .of(account)
                .chain(known -> householdPin.prove(account, known.state(), proof))
                .chain(() ->
                        commands.execute(
                                UserModule.HOUSEHOLD,
                                account,
                                new SetCountry(body.country()),
                                body))
                .map(Answers::noContent);
    }
}
