package dev.cinestream.user.web;

import dev.cinestream.eventsourcing.decider.DerivedId;
import dev.cinestream.eventsourcing.privacy.MasterKey;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.EntityTags;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.ProfileClaims;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.household.HouseholdCommand.ChangeProfile;
import dev.cinestream.user.household.HouseholdCommand.CreateProfile;
import dev.cinestream.user.household.HouseholdCommand.DeleteProfile;
import dev.cinestream.user.household.HouseholdState;
import dev.cinestream.user.household.ProfileSettings;
import dev.cinestream.user.session.Households;
import dev.cinestream.user.web.ProfileRequests.ProfileBody;
import dev.cinestream.user.web.ProfileRequests.ProfileList;
import dev.cinestream.user.web.ProfileRequests.ProfileView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Who watches with the caller's account. All share one revision, since their number is limited together.
@Path("/v1/profiles")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Profiles")
public class ProfilesResource {

    private final Commands commands;
    private final Households households;
    private final HouseholdPin pin;
    private final MasterKey key;
    private final int most;
    private final JsonWebToken caller;

    ProfilesResource(
            Commands commands,
            Households households,
            HouseholdPin pin,
            MasterKey key,
            @ConfigProperty(name = "cinestream.user.profiles.most", defaultValue = "5") int most,
            JsonWebToken caller) {
        this.commands = commands;
        this.households = households;
        this.pin = pin;
        this.key = key;
        this.most = most;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "Who watches with the account",
            description = "In the order they were made. The ETag is that of each of them.")
    public Uni<RestResponse<ProfileList>> list() {
        return households
                .of(Callers.account(caller))
                .map(known ->
                        tagged(
                                new ProfileList(
                                        known.state().profiles().stream()
                                                .map(profile ->
                                                        ProfileView.of(
                                                                profile,
                                                                ProfileClaims.profile(caller)))
                                                .toList()),
                                known.revision()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A profile", description = "One of the account's.")
    public Uni<RestResponse<ProfileView>> read(@PathParam("id") UUID id) {
        return households
                .of(Callers.account(caller))
                .map(known ->
                        tagged(
                                known.state()
                                        .profile(id)
                                        .map(profile ->
                                                ProfileView.of(
                                                        profile, ProfileClaims.profile(caller)))
                                        .orElseThrow(ProfilesResource::noSuchProfile),
                                known.revision()));
    }

    @POST
    @Operation(
            summary = "Make a profile",
            description =
                    "Needs an Idempotency-Key, and the household's PIN when it has one; one for kids needs that it has one.")
    @APIResponse(responseCode = "201", description = "Made; Location says where")
    @APIResponse(responseCode = "403", description = "Without the right PIN")
    @APIResponse(
            responseCode = "409",
            description = "There are as many as there may be, or the household has no PIN yet")
    public Uni<Response> create(
            ProfileBody body,
            @Parameter(description = HouseholdPin.DESCRIPTION) @HeaderParam(HouseholdPin.HEADER)
                    @Nullable String householdPin) {
        UUID account = Callers.account(caller);
        UUID id = idFor(account);
        return proven(account, householdPin)
                .chain(() ->
                        commands.create(
                                UserModule.HOUSEHOLD,
                                account,
                                new CreateProfile(id, body.of(account), most),
                                sealed(body)))
                .map(done -> Answers.created(done, URI.create("/v1/profiles/" + id), null));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Change a profile",
            description =
                    "Needs If-Match. What is absent becomes as usual. Needs the household's PIN when it has one; not so for who"
                            + " watches and changes neither their maturity limit nor whether they are a kid. Tokens that are out say"
                            + " what was before for ten minutes at most.")
    @APIResponse(responseCode = "204", description = "Changed")
    @APIResponse(responseCode = "403", description = "Without the right PIN")
    public Uni<Response> change(
            @PathParam("id") UUID id,
            ProfileBody body,
            @Parameter(description = HouseholdPin.DESCRIPTION) @HeaderParam(HouseholdPin.HEADER)
                    @Nullable String householdPin) {
        UUID account = Callers.account(caller);
        ProfileSettings settings = body.of(account);
        return households
                .of(account)
                .chain(known ->
                        isOwnTaste(id, settings, known.state())
                                ? Uni.createFrom().voidItem()
                                : pin.prove(account, known.state(), householdPin))
                .chain(() ->
                        commands.change(
                                UserModule.HOUSEHOLD,
                                account,
                                new ChangeProfile(id, settings),
                                sealed(body)))
                .map(Answers::noContent);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Delete a profile",
            description =
                    "Needs If-Match, and the household's PIN when it has one. Who watches as it sees what is for everybody until they"
                            + " choose another, as if they left a kids' profile.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "403", description = "Without the right PIN")
    @APIResponse(responseCode = "409", description = "It is the last one")
    public Uni<Response> delete(
            @PathParam("id") UUID id,
            @Parameter(description = HouseholdPin.DESCRIPTION) @HeaderParam(HouseholdPin.HEADER)
                    @Nullable String householdPin) {
        UUID account = Callers.account(caller);
        return proven(account, householdPin)
                .chain(() ->
                        commands.change(UserModule.HOUSEHOLD, account, new DeleteProfile(id), null))
                .map(Answers::noContent);
    }

    private Uni<Void> proven(UUID account, @Nullable String householdPin) {
        return households
                .of(account)
                .chain(known -> pin.prove(account, known.state(), householdPin));
    }

    /// Whether who watches changes how they like it, and nothing of what they may see.
    private boolean isOwnTaste(UUID id, ProfileSettings settings, HouseholdState household) {
        return id.equals(ProfileClaims.profile(caller))
                && household
                        .profile(id)
                        .map(profile -> settings.isAsOpenAs(profile.settings()))
                        .orElse(false);
    }

    /// The same for the same request sent again.
    private UUID idFor(UUID account) {
        String sent = String.valueOf(commands.request().withKey().idempotencyKey());
        return DerivedId.of("user.profile", account.toString(), sent);
    }

    /// A name is not to be guessed from what is kept of the request.
    private String sealed(ProfileBody body) {
        String canonical = new String(commands.canonical(body), StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(key.authenticate("user.profile-request", canonical));
    }

    private static <T> RestResponse<T> tagged(T entity, long revision) {
        return ResponseBuilder.ok(entity).header(HttpHeaders.ETAG, EntityTags.of(revision)).build();
    }

    static ProblemException noSuchProfile() {
        return ProblemException.notFound(
                "no-such-profile", "The account has no profile with this id.");
    }
}
