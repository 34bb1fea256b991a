package dev.cinestream.user.web;

import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.session.AccessTokens;
import dev.cinestream.user.session.Logins;
import dev.cinestream.user.session.Logins.Credentials;
import dev.cinestream.user.session.Logins.Outcome;
import dev.cinestream.user.session.Session;
import dev.cinestream.user.session.Sessions;
import dev.cinestream.user.web.AccountRequests.LoggedIn;
import dev.cinestream.user.web.AccountRequests.Login;
import dev.cinestream.user.web.AccountRequests.Refresh;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Logins of devices.
@OurAccounts
@Path("/v1/sessions")
@Tag(name = "Accounts")
public class SessionsResource {

    private static final int LONGEST_DEVICE = 100;

    private final Logins logins;
    private final Sessions sessions;
    private final JsonWebToken caller;

    SessionsResource(Logins logins, Sessions sessions, JsonWebToken caller) {
        this.logins = logins;
        this.sessions = sessions;
        this.caller = caller;
    }

    /// @param profile who watches; null while none was chosen
    /// @param current the one of this request
    public record SessionView(
            UUID id,
            String device,
            @Nullable UUID profile,
            Instant openedAt,
            Instant refreshedAt,
            boolean current) {}

    @POST
    @PermitAll
    @Operation(
            summary = "Log in",
            description =
                    "The answer is the same whether there is no such account or the password is another. Where the account has a second"
                            + " factor, a right password without a code gets the problem second-factor-required.")
    @APIResponse(responseCode = "201", description = "Logged in")
    @APIResponse(
            responseCode = "401",
            description = "Not with this address and password, or a code is wanted")
    @APIResponse(responseCode = "429", description = "Too many failures; again after Retry-After")
    public Uni<RestResponse<LoggedIn>> logIn(Login body, @Context HttpServerRequest http) {
        checkDevice(body.device());
        return logins.logIn(
                        new Credentials(body.email(), body.password(), body.code()),
                        body.device().strip(),
                        Callers.address(http))
                .map(SessionsResource::answer);
    }

    private static RestResponse<LoggedIn> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.LoggedIn(Sessions.Tokens tokens) ->
                    RestResponse.status(RestResponse.Status.CREATED, view(tokens));
            case Outcome.Refused() ->
                    throw ProblemException.unauthorized(
                            "not-logged-in",
                            "There is no account with this address and password, or its address is not confirmed yet.");
            case Outcome.CodeWanted() ->
                    throw ProblemException.unauthorized(
                            "second-factor-required",
                            "The account has a second factor: send a code of the authenticator, too, or a recovery code.");
            case Outcome.WrongCode() ->
                    throw ProblemException.unauthorized(
                            "wrong-code", "The code is not good, or not any more.");
            case Outcome.Later(var after) -> throw Callers.tooOften(after);
        };
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Operation(
            summary = "Stay logged in",
            description =
                    "Gives new tokens for the newest refresh token. The same answer is given again for ten seconds; after that an old"
                            + " refresh token ends the session, since somebody has stolen it.")
    @APIResponse(responseCode = "200", description = "New tokens")
    @APIResponse(responseCode = "401", description = "The session is over; log in again")
    public Uni<LoggedIn> refresh(Refresh body) {
        return sessions.refresh(body.refreshToken())
                .map(tokens ->
                        tokens.map(SessionsResource::view)
                                .orElseThrow(() ->
                                        ProblemException.unauthorized(
                                                "session-over",
                                                "The session is over; log in again.")));
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Devices that are logged in", description = "The one used last first.")
    public Uni<List<SessionView>> list() {
        return sessions.of(account()).map(all -> all.stream().map(this::view).toList());
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Log a device out",
            description = "Its access token is good until it expires, ten minutes at most.")
    @APIResponse(responseCode = "204", description = "Logged out")
    public Uni<Void> end(@PathParam("id") UUID id) {
        Session.End why = isCurrent(id) ? Session.End.LOGGED_OUT : Session.End.REVOKED;
        return sessions.end(account(), id, why)
                .invoke(ended -> {
                    if (!ended) {
                        throw ProblemException.notFound(
                                "no-such-session", "No device is logged in by this id.");
                    }
                })
                .replaceWithVoid();
    }

    private SessionView view(Session session) {
        return new SessionView(
                session.id(),
                session.device(),
                session.profile(),
                session.openedAt(),
                session.refreshedAt(),
                isCurrent(session.id()));
    }

    private boolean isCurrent(UUID session) {
        return session.toString().equals(caller.<String>getClaim(AccessTokens.SESSION));
    }

    private UUID account() {
        return Callers.account(caller);
    }

    static LoggedIn view(Sessions.Tokens tokens) {
        return new LoggedIn(
                tokens.session(),
                tokens.access().token(),
                tokens.access().expiresIn().toSeconds(),
                tokens.refreshToken(),
                tokens.access().viewer().profile());
    }

    private static void checkDevice(String device) {
        if (device.isBlank()
                || device.length() > LONGEST_DEVICE
                || device.codePoints().anyMatch(Character::isISOControl)) {
            String right =
                    "1 to " + LONGEST_DEVICE + " characters, none of them control characters";
            throw ProblemException.badRequest(
                    "invalid-value",
                    "/device: Expected " + right,
                    Violation.inBody("/device", "Expected " + right, null));
        }
    }
}
