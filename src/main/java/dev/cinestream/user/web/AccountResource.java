package dev.cinestream.user.web;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountCommand.ChangeEmail;
import dev.cinestream.user.account.AccountCommand.ChangePassword;
import dev.cinestream.user.account.AccountCommand.CloseAccount;
import dev.cinestream.user.credential.EmailIds;
import dev.cinestream.user.credential.Passwords;
import dev.cinestream.user.readmodel.Act;
import dev.cinestream.user.readmodel.Acts;
import dev.cinestream.user.web.AccountRequests.EmailChange;
import dev.cinestream.user.web.AccountRequests.PasswordChange;
import dev.cinestream.user.web.AccountRequests.PasswordOnly;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The caller's own account. What would take it from its owner needs the password besides the token.
@OurAccounts
@Path("/v1/account")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Accounts")
public class AccountResource {

    private static final Duration CONFIRM_WITHIN = Duration.ofDays(3);
    private static final int MOST_SHOWN = 200;

    private final Commands commands;
    private final Owners owners;
    private final EmailIds emailIds;
    private final Passwords passwords;
    private final MailRequests mails;
    private final Acts acts;
    private final JsonWebToken caller;

    AccountResource(
            Commands commands,
            Owners owners,
            EmailIds emailIds,
            Passwords passwords,
            MailRequests mails,
            Acts acts,
            JsonWebToken caller) {
        this.commands = commands;
        this.owners = owners;
        this.emailIds = emailIds;
        this.passwords = passwords;
        this.mails = mails;
        this.acts = acts;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "The caller's account",
            description = "With the address that is confirmed, and the one that waits for it.")
    public Uni<AccountView> read() {
        UUID id = Callers.account(caller);
        return owners.account(id).map(account -> AccountView.of(id, account));
    }

    @PUT
    @Path("/password")
    @Operation(
            summary = "Change the password",
            description = "All devices are logged out, this one too.")
    @APIResponse(responseCode = "204", description = "Changed")
    @APIResponse(responseCode = "429", description = "Too many wrong ones; again after Retry-After")
    public Uni<Response> changePassword(PasswordChange body, @Context HttpServerRequest http) {
        UUID id = Callers.owner(caller);
        Callers.checkNew(body.password(), "");
        return owners.prove(id, body.current(), "/current", http)
                .chain(() -> passwords.hash(body.password()))
                .chain(hash ->
                        commands.execute(
                                UserModule.ACCOUNT,
                                id,
                                new ChangePassword(Secret.of(id, hash)),
                                null))
                .map(Answers::noContent);
    }

    @PUT
    @Path("/email")
    @Operation(
            summary = "Take another e-mail address",
            description =
                    "A mail with a link goes to the new address, which becomes the account's when the link is followed; the old one is"
                            + " told. The answer is the same when the address has an account.")
    @APIResponse(responseCode = "202", description = "A mail is on its way")
    @APIResponse(responseCode = "429", description = "Too many attempts; again after Retry-After")
    public Uni<Response> changeEmail(EmailChange body, @Context HttpServerRequest http) {
        UUID id = Callers.owner(caller);
        return owners.prove(id, body.password(), "/password", http)
                .chain(() -> mails.count(body.email(), http))
                .chain(() ->
                        commands.execute(
                                UserModule.ACCOUNT,
                                id,
                                new ChangeEmail(
                                        emailIds.of(id, body.email()),
                                        new Challenge(
                                                Uuid7.next(), Instant.now().plus(CONFIRM_WITHIN))),
                                emailIds.of(body.email())))
                .replaceWith(() -> Response.accepted().build());
    }

    @POST
    @Path("/closure")
    @Operation(
            summary = "Close the account",
            description = "For ever. Its address is free again, all devices are logged out.")
    @APIResponse(responseCode = "204", description = "Closed")
    @APIResponse(responseCode = "429", description = "Too many wrong ones; again after Retry-After")
    public Uni<Response> close(PasswordOnly body, @Context HttpServerRequest http) {
        UUID id = Callers.owner(caller);
        return owners.prove(id, body.password(), "/password", http)
                .chain(() -> commands.execute(UserModule.ACCOUNT, id, new CloseAccount(), null))
                .map(Answers::noContent);
    }

    @GET
    @Path("/acts")
    @Operation(
            summary = "Who of support acted for the caller",
            description = "When, until when, and why; latest first. A moment late at most.")
    public Uni<List<Act>> acts() {
        return acts.of(Callers.account(caller), MOST_SHOWN);
    }
}
