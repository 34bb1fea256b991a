package dev.cinestream.user.web;

import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.credential.Pins;
import dev.cinestream.user.credential.Pins.Whose;
import dev.cinestream.user.household.HouseholdCommand;
import dev.cinestream.user.household.HouseholdCommand.RemoveProfilePin;
import dev.cinestream.user.household.HouseholdCommand.SetProfilePin;
import dev.cinestream.user.session.Households;
import dev.cinestream.user.web.ProfileRequests.PinBody;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The PIN that a profile is entered with.
@Path("/v1/profiles/{id}/pin")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Profiles")
public class ProfilePinResource {

    private final Commands commands;
    private final Households households;
    private final HouseholdPin householdPin;
    private final Pins pins;
    private final JsonWebToken caller;

    ProfilePinResource(
            Commands commands,
            Households households,
            HouseholdPin householdPin,
            Pins pins,
            JsonWebToken caller) {
        this.commands = commands;
        this.households = households;
        this.householdPin = householdPin;
        this.pins = pins;
        this.caller = caller;
    }

    @PUT
    @Operation(
            summary = "Lock a profile",
            description =
                    "It is entered with this PIN from now on; who is in it stays. Needs the household's PIN.")
    @APIResponse(responseCode = "204", description = "Locked")
    @APIResponse(responseCode = "403", description = "Without the right PIN")
    @APIResponse(responseCode = "409", description = "The household has no PIN yet")
    public Uni<Response> set(
            @PathParam("id") UUID id,
            PinBody body,
            @Parameter(description = HouseholdPin.DESCRIPTION) @HeaderParam(HouseholdPin.HEADER)
                    @Nullable String proof) {
        check(body.pin());
        UUID account = Callers.account(caller);
        return execute(
                account,
                new SetProfilePin(id, pins.hash(new Whose(account, id), body.pin())),
                proof);
    }

    @DELETE
    @Operation(
            summary = "Unlock a profile",
            description = "It is entered without a PIN from now on. Needs the household's PIN.")
    @APIResponse(responseCode = "204", description = "Unlocked")
    @APIResponse(responseCode = "403", description = "Without the right PIN")
    public Uni<Response> remove(
            @PathParam("id") UUID id,
            @Parameter(description = HouseholdPin.DESCRIPTION) @HeaderParam(HouseholdPin.HEADER)
                    @Nullable String proof) {
        return execute(Callers.account(caller), new RemoveProfilePin(id), proof);
    }

    private Uni<Response> execute(UUID account, HouseholdCommand command, @Nullable String proof) {
        return households
                .of(account)
                .chain(known -> householdPin.prove(account, known.state(), proof))
                .chain(() -> commands.execute(UserModule.HOUSEHOLD, account, command, null))
                .map(Answers::noContent);
    }

    static void check(String pin) {
        if (!Pins.isOne(pin)) {
            throw ProblemException.badRequest(
                    "invalid-value",
                    "/pin: Expected " + Pins.FORM,
                    Violation.inBody("/pin", "Expected " + Pins.FORM, Pins.FORM));
        }
    }
}
