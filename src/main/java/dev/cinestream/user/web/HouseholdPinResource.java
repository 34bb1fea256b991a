package dev.cinestream.user.web;

import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.credential.Pins;
import dev.cinestream.user.credential.Pins.Whose;
import dev.cinestream.user.household.HouseholdCommand;
import dev.cinestream.user.household.HouseholdCommand.RemoveHouseholdPin;
import dev.cinestream.user.household.HouseholdCommand.SetHouseholdPin;
import dev.cinestream.user.web.AccountRequests.PasswordOnly;
import dev.cinestream.user.web.ProfileRequests.HouseholdPinBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The PIN that what the household's children may see is changed with. It is the account's owner who sets it, with the
/// password: so a forgotten one is no misfortune.
@Path("/v1/household/pin")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Profiles")
public class HouseholdPinResource {

    private final Commands commands;
    private final Owners owners;
    private final Pins pins;
    private final JsonWebToken caller;

    HouseholdPinResource(Commands commands, Owners owners, Pins pins, JsonWebToken caller) {
        this.commands = commands;
        this.owners = owners;
        this.pins = pins;
        this.caller = caller;
    }

    @PUT
    @Operation(
            summary = "Set the household's PIN",
            description =
                    "Needs the account's password. From now on profiles are made, changed, locked and deleted with this PIN, and kids'"
                            + " profiles are left with it.")
    @APIResponse(responseCode = "204", description = "Set")
    @APIResponse(responseCode = "429", description = "Too many wrong ones; again after Retry-After")
    public Uni<Response> set(HouseholdPinBody body, @Context HttpServerRequest http) {
        ProfilePinResource.check(body.pin());
        UUID account = Callers.owner(caller);
        return execute(
                account,
                body.password(),
                new SetHouseholdPin(pins.hash(new Whose(account, null), body.pin())),
                http);
    }

    @POST
    @Path("/removal")
    @Operation(
            summary = "Take the household's PIN away",
            description =
                    "Needs the account's password. Not while there are profiles for kids, or with PINs of their own.")
    @APIResponse(responseCode = "204", description = "Taken away")
    @APIResponse(responseCode = "409", description = "Other profiles rest on it")
    @APIResponse(responseCode = "429", description = "Too many wrong ones; again after Retry-After")
    public Uni<Response> remove(PasswordOnly body, @Context HttpServerRequest http) {
        return execute(Callers.owner(caller), body.password(), new RemoveHouseholdPin(), http);
    }

    private Uni<Response> execute(
            UUID account, String password, HouseholdCommand command, HttpServerRequest http) {
        return owners.prove(account, password, "/password", http)
                .chain(() -> commands.execute(UserModule.HOUSEHOLD, account, command, null))
                .map(Answers::noContent);
    }
}
