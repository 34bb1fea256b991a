package dev.cinestream.user.web;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.decider.Secret;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.platform.http.Answers;
import dev.cinestream.platform.http.Commands;
import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.Challenge;
import dev.cinestream.user.Email;
import dev.cinestream.user.UserModule;
import dev.cinestream.user.account.AccountCommand.ChangePassword;
import dev.cinestream.user.account.AccountCommand.CloseAccount;
import dev.cinestream.user.account.AccountCommand.RegisterAccount;
import dev.cinestream.user.account.AccountCommand.RequestPasswordReset;
import dev.cinestream.user.account.AccountCommand.ResetPassword;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.credential.Attempts;
import dev.cinestream.user.credential.Attempts.Kind;
import dev.cinestream.user.credential.EmailIds;
import dev.cinestream.user.credential.MailedLinks;
import dev.cinestream.user.credential.MailedLinks.Link;
import dev.cinestream.user.credential.MailedLinks.Purpose;
import dev.cinestream.user.credential.PasswordRules;
import dev.cinestream.user.credential.Passwords;
import dev.cinestream.user.emailclaim.EmailClaimCommand.ClaimEmail;
import dev.cinestream.user.emailclaim.EmailClaimState.Held;
import dev.cinestream.user.web.AccountRequests.EmailOnly;
import dev.cinestream.user.web.AccountRequests.MailedToken;
import dev.cinestream.user.web.AccountRequests.PasswordChange;
import dev.cinestream.user.web.AccountRequests.PasswordReset;
import dev.cinestream.user.web.AccountRequests.Registration;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Accounts: registered, confirmed, kept, closed.
@Path("/v1")
@Tag(name = "Accounts")
public class AccountsResource {

    private static final Duration CONFIRM_WITHIN = Duration.ofDays(3);
    private static final Duration RESET_WITHIN = Duration.ofHours(1);

    private final Commands commands;
    private final CommandBus bus;
    private final EmailIds emailIds;
    private final Passwords passwords;
    private final MailedLinks links;
    private final Attempts attempts;
    private final JsonWebToken caller;

    AccountsResource(
            Commands commands,
            CommandBus bus,
            EmailIds emailIds,
            Passwords passwords,
            MailedLinks links,
            Attempts attempts,
            JsonWebToken caller) {
        this.commands = commands;
        this.bus = bus;
        this.emailIds = emailIds;
        this.passwords = passwords;
        this.links = links;
        this.attempts = attempts;
        this.caller = caller;
    }

    /// @param email null while none is confirmed
    /// @param pendingEmail that waits to be confirmed
    public record AccountView(
            UUID id, @Nullable String email, @Nullable String pendingEmail, String language) {

        static AccountView of(UUID id, Open account) {
            var pending = account.pending();
            return new AccountView(
                    id,
                    text(account.email()),
                    pending == null ? null : text(pending.email()),
                    account.language());
        }

        private static @Nullable String text(@Nullable Email email) {
            return email == null ? null : email.address().text();
        }
    }

    @POST
    @Path("/accounts")
    @PermitAll
    @Operation(
            summary = "Register",
            description =
                    "Needs an Idempotency-Key. A mail with a link goes to the address; until the link is followed nobody can log in. The"
                            + " answer is the same when the address has an account; its owner is told by mail.")
    @APIResponse(responseCode = "202", description = "A mail is on its way")
    @APIResponse(responseCode = "429", description = "Too many mails; again after Retry-After")
    public Uni<Response> register(Registration body, @Context HttpServerRequest http) {
        check(body.password(), body.email());
        UUID id = Uuid7.next();
        String language = body.language() == null ? "en" : body.language();
        return mayMail(body.email(), http)
                .chain(() -> passwords.hash(body.password()))
                .chain(hash ->
                        commands.create(
                                UserModule.ACCOUNT,
                                id,
                                new RegisterAccount(
                                        emailIds.of(id, body.email()),
                                        Secret.of(id, hash),
                                        language,
                                        challenge(CONFIRM_WITHIN)),
                                emailIds.of(body.email()))) // of a password not even a hash is kept
                .replaceWith(() -> Response.accepted().build());
    }

    @POST
    @Path("/accounts/confirmation")
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
        return account(link.account())
                .chain(account ->
                        commands.execute(
                                UserModule.EMAIL_CLAIM,
                                toConfirm(account, link),
                                new ClaimEmail(link.account()),
                                null))
                .map(Answers::noContent);
    }

    /// The claim of the address that the link proves.
    private static UUID toConfirm(@Nullable Open account, Link link) {
        if (account != null) {
            var pending = account.pending();
            if (pending != null && pending.challenge().isMetBy(link.challenge(), Instant.now())) {
                return pending.email().id();
            }
        }
        throw linkNotGood();
    }

    @POST
    @Path("/accounts/password-reset")
    @PermitAll
    @Operation(
            summary = "Ask for a mail to set a new password with",
            description = "The answer is the same whether there is an account or not.")
    @APIResponse(responseCode = "202", description = "If there is an account, a mail is on its way")
    @APIResponse(responseCode = "429", description = "Too many mails; again after Retry-After")
    public Uni<Response> requestReset(EmailOnly body, @Context HttpServerRequest http) {
        return mayMail(body.email(), http)
                .chain(() -> bus.head(UserModule.EMAIL_CLAIM, emailIds.of(body.email())))
                .chain(head ->
                        head != null && head.state() instanceof Held(UUID account)
                                ? requestReset(account)
                                : requestReset(Uuid7.next()) // nobody's, which takes as long
                                        .onFailure(ProblemException.class)
                                        .recoverWithNull())
                .replaceWith(() -> Response.accepted().build());
    }

    private Uni<?> requestReset(UUID account) {
        return commands.execute(
                UserModule.ACCOUNT,
                account,
                new RequestPasswordReset(challenge(RESET_WITHIN)),
                null);
    }

    @POST
    @Path("/accounts/password")
    @PermitAll
    @Operation(
            summary = "Set a new password with a mailed link",
            description = "All devices are logged out.")
    @APIResponse(responseCode = "204", description = "Changed")
    @APIResponse(responseCode = "409", description = "The link is not good any more")
    public Uni<Response> reset(PasswordReset body) {
        check(body.password(), "");
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

    @GET
    @Path("/account")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "The caller's account",
            description = "With the address that is confirmed, and the one that waits for it.")
    public Uni<AccountView> read() {
        UUID id = Callers.account(caller);
        return account(id).map(account -> AccountView.of(id, there(account)));
    }

    @PUT
    @Path("/account/password")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Change the password",
            description = "All devices are logged out, this one too.")
    @APIResponse(responseCode = "204", description = "Changed")
    @APIResponse(responseCode = "429", description = "Too many wrong ones; again after Retry-After")
    public Uni<Response> changePassword(PasswordChange body) {
        UUID id = Callers.account(caller);
        check(body.password(), "");
        return attempts.wait(Kind.LOGIN, id.toString())
                .invoke(AccountsResource::mustBeOver)
                .chain(() -> account(id))
                .chain(account ->
                        passwords.matches(body.current(), there(account).passwordHash().text()))
                .call(matches ->
                        matches
                                ? Uni.createFrom().voidItem()
                                : attempts.count(Kind.LOGIN, id.toString()))
                .invoke(AccountsResource::mustMatch)
                .chain(() -> passwords.hash(body.password()))
                .chain(hash ->
                        commands.execute(
                                UserModule.ACCOUNT,
                                id,
                                new ChangePassword(Secret.of(id, hash)),
                                null))
                .map(Answers::noContent);
    }

    @DELETE
    @Path("/account")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Close the account",
            description = "For ever. Its address is free again, all devices are logged out.")
    @APIResponse(responseCode = "204", description = "Closed")
    public Uni<Response> close() {
        return commands.execute(
                        UserModule.ACCOUNT, Callers.account(caller), new CloseAccount(), null)
                .map(Answers::noContent);
    }

    /// Nobody's mailbox is filled by who types their address, whether it has an account or not.
    private Uni<Void> mayMail(String email, HttpServerRequest http) {
        String to = emailIds.of(email).toString();
        String from = Callers.address(http);
        return Uni.combine()
                .all()
                .unis(attempts.wait(Kind.MAIL, to), attempts.wait(Kind.MAIL_SENDER, from))
                .with((one, other) -> one.compareTo(other) > 0 ? one : other)
                .invoke(AccountsResource::mustBeOver)
                .chain(() ->
                        Uni.combine()
                                .all()
                                .unis(
                                        attempts.count(Kind.MAIL, to),
                                        attempts.count(Kind.MAIL_SENDER, from))
                                .discardItems());
    }

    private Uni<@Nullable Open> account(UUID id) {
        return bus.head(UserModule.ACCOUNT, id)
                .map(head -> head != null && head.state() instanceof Open open ? open : null);
    }

    private static Open there(@Nullable Open account) {
        if (account == null) {
            throw ProblemException.notFound("no-such-account", "The account is closed.");
        }
        return account;
    }

    private static void mustBeOver(Duration wait) {
        if (wait.isPositive()) {
            throw Callers.tooOften(wait);
        }
    }

    private static void mustMatch(boolean matches) {
        if (!matches) {
            throw ProblemException.unprocessable(
                    "wrong-password",
                    "/current: Is not the password.",
                    Violation.inBody("/current", "Is not the password", null));
        }
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

    private static void check(String password, String email) {
        PasswordRules.flawOf(password, email)
                .ifPresent(right -> {
                    throw ProblemException.unprocessable(
                            "invalid-password",
                            "/password: Expected " + right,
                            Violation.inBody("/password", "Expected " + right, null));
                });
    }
}
