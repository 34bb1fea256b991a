package dev.cinestream.user.web;

import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountCommand.RegisterAccount;
import dev.cinestream.user.account.AccountCommand.RequestPasswordReset;
import dev.cinestream.user.account.AccountCommand.ResetPassword;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.credential.EmailIds;
import dev.cinestream.user.credential.MailedLinks;
import dev.cinestream.user.credential.MailedLinks.Link;
import dev.cinestream.user.credential.MailedLinks.Purpose;
import dev.cinestream.user.credential.Passwords;
import dev.cinestream.user.emailclaim.EmailClaimCommand.ClaimEmail;
import dev.cinestream.user.session.OpenAccounts;
import dev.cinestream.user.web.AccountRequests.EmailOnly;
import dev.cinestream.user.web.AccountRequests.MailedToken;
import dev.cinestream.user.web.AccountRequests.PasswordReset;
import dev.cinestream.user.web.AccountRequests.Registration;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What anyone may ask of accounts, without a token: registering, proving an address, a new password for a forgotten one.
@OurAccounts
@Path("/v1/accounts")
@Tag(name = "Accounts")
public class AccountsResource {

    private static final Duration CONFIRM_WITHIN = Duration.ofDays(3);
    private static final Duration RESET_WITHIN = Duration.ofHours(1);

    private final Commands commands;
    private final OpenAccounts accounts;
    private final EmailIds emailIds;
    private final Passwords passwords;
    private final MailedLinks links;
    private final MailRequests mails;

    AccountsResource(
            Commands commands,
            OpenAccounts accounts,
            EmailIds emailIds,
            Passwords passwords,
            MailedLinks links,
            MailRequests mails) {
        this.commands = commands;
        this.accounts = accounts;
        this.emailIds = emailIds;
        this.passwords = passwords;
        this.links = links;
        this.mails = mails;
    }

    @POST
    @PermitAll
    @Operation(
            summary = "Register",
            description =
                    "Needs an Idempotency-Key. A mail with a link goes to the address; until the link is followed nobody can log in. The"
                            + " answer is the same when the address has an account; its owner is told by mail.")
    @APIResponse(responseCode = "202", description = "A mail is on its way")
    @APIResponse(responseCode = "429", description = "Too many mails; again after Retry-After")
    public Uni<Response> register(Registration body, @Context HttpServerRequest http) {
        Callers.checkNew(body.password(), body.email());
        UUID id = Uuid7.next();
        String language = body.language() == null ? "en" : body.language();
        return mails.count(body.email(), http)
                .chain(() -> passwords.hash(body.password()))
                .chain(hash ->
                        commands.create(
                                UserModule.ACCOUNT,
                                id,
                                new RegisterAccount(
                                        emailIds.of(id, body.email()),
                                        Secret.of(id, hash),
                                        language,
                                        body.country(),
                                        challenge(CONFIRM_WITHIN)),
                                emailIds.of(body.email()))) // of a password not even a hash is kept
                .replaceWith(() -> Response.accepted().build());
    }

    @POST
    @Path("/confirmation")
    @PermitAll
    @Operation(
            summary = "Confirm an address",
            description = "With what the mail's link carries behind its #.")
    @APIResponse(responseCode = "204", description = "The address belongs to the account")
    @APIResponse(
            responseCode = "409",
            description = "The link is not good any more, or another account has the address")
    public Uni<Response> confirm(MailedToken body) {
        Link link = link(Purpose.CONFIRM_EMAIL, body.token());
        return accounts.find(link.account())
                .chain(account ->
                        commands.execute(
                                UserModule.EMAIL_CLAIM,
                                toConfirm(account, link),
                                new ClaimEmail(link.account()),
                                null))
                .map(Answers::noContent);
    }

    /// The claim of the address that the link proves.
    private static UUID toConfirm(Optional<Open> account, Link link) {
        return account.map(Open::pending)
                .filter(pending -> pending.challenge().isMetBy(link.challenge(), Instant.now()))
                .map(pending -> pending.email().id())
                .orElseThrow(AccountsResource::linkNotGood);
    }

    @POST
    @Path("/password-reset")
    @PermitAll
    @Operation(
            summary = "Ask for a mail to set a new password with",
            description = "The answer is the same whether there is an account or not.")
    @APIResponse(responseCode = "202", description = "If there is an account, a mail is on its way")
    @APIResponse(responseCode = "429", description = "Too many mails; again after Retry-After")
    public Uni<Response> requestReset(EmailOnly body, @Context HttpServerRequest http) {
        return mails.count(body.email(), http)
                .chain(() -> accounts.holder(emailIds.of(body.email())))
                .map(holder -> holder.orElseGet(Uuid7::next)) // nobody's, whose answer is the same
                .chain(account ->
                        commands.execute(
                                        UserModule.ACCOUNT,
                                        account,
                                        new RequestPasswordReset(challenge(RESET_WITHIN)),
                                        null)
                                .onFailure(ProblemException.class)
                                .recoverWithNull())
                .replaceWith(() -> Response.accepted().build());
    }

    @POST
    @Path("/password")
    @PermitAll
    @Operation(
            summary = "Set a new password with a mailed link",
            description = "All devices are logged out.")
    @APIResponse(responseCode = "204", description = "Changed")
    @APIResponse(responseCode = "409", description = "The link is not good any more")
    public Uni<Response> reset(PasswordReset body) {
        Callers.checkNew(body.password(), "");
        Link link = link(Purpose.RESET_PASSWORD, body.token());
        return passwords
                .hash(body.password())
                .chain(hash ->
                        commands.execute(
                                UserModule.ACCOUNT,
                                link.account(),
                                new ResetPassword(
                                        link.challenge(),
                                        Instant.now(),
                                        Secret.of(link.account(), hash)),
                                null))
                .map(Answers::noContent);
    }

    private Link link(Purpose purpose, String token) {
        return links.read(purpose, token).orElseThrow(AccountsResource::linkNotGood);
    }

    private static ProblemException linkNotGood() {
        return ProblemException.conflict(
                "link-not-good",
                "The link was used, has expired, or is not the newest; ask for another mail.");
    }

    private static Challenge challenge(Duration within) {
        return new Challenge(Uuid7.next(), Instant.now().plus(within));
    }
}
