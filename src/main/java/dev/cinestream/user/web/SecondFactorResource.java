package dev.cinestream.user.web;

import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.Email;
import dev.cinestream.user.account.AccountState.Open;
import dev.cinestream.user.account.SecondFactor;
import dev.cinestream.user.secondfactor.SecondFactors;
import dev.cinestream.user.web.AccountRequests.CodeOnly;
import dev.cinestream.user.web.AccountRequests.PasswordAndCode;
import dev.cinestream.user.web.AccountRequests.PasswordOnly;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The second factor of the caller's own account.
@OurAccounts
@Path("/v1/account/second-factor")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Accounts")
public class SecondFactorResource {

    private final SecondFactors factors;
    private final Owners owners;
    private final JsonWebToken caller;

    SecondFactorResource(SecondFactors factors, Owners owners, JsonWebToken caller) {
        this.factors = factors;
        this.owners = owners;
        this.caller = caller;
    }

    @Schema(name = "SecondFactor")
    public record SecondFactorView(
            @Schema(description = "Whether a log-in needs a code, too") boolean on,
            int recoveryCodesLeft) {

        static SecondFactorView of(SecondFactor factor) {
            return new SecondFactorView(factor.isOn(), factor.recoveryCodes().size());
        }
    }

    @Schema(name = "SecondFactorSetup")
    public record SetupView(
            @Schema(description = "In base32, to type into an authenticator") String secret,
            @Schema(description = "To show as a QR code") String uri) {
        @Override
        public String toString() {
            return "SecondFactorSetup";
        }
    }

    @Schema(name = "RecoveryCodes")
    public record RecoveryCodesView(
            @Schema(description = "Shown this once; each is good once instead of a code")
                    List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "RecoveryCodes";
        }
    }

    @GET
    @Operation(
            summary = "Whether there is a second factor",
            description = "And how many recovery codes are left.")
    public Uni<SecondFactorView> read() {
        return owners.account(Callers.account(caller))
                .map(account -> SecondFactorView.of(account.secondFactor()));
    }

    @POST
    @Path("/setup")
    @Operation(
            summary = "Set a second factor up",
            description =
                    "Makes a secret for an authenticator (TOTP, RFC 6238: SHA-1, 6 digits, 30 seconds). Log-ins need a code only once one"
                            + " was shown to /activation. Set up again, the secret is another.")
    @APIResponse(responseCode = "200", description = "The secret; it is not shown again")
    @APIResponse(responseCode = "429", description = "Too many wrong ones; again after Retry-After")
    public Uni<SetupView> setUp(PasswordOnly body, @Context HttpServerRequest http) {
        UUID id = Callers.owner(caller);
        return owners.prove(id, body.password(), "/password", http)
                .chain(account -> factors.prepare(id, label(id, account)))
                .map(setup -> new SetupView(setup.secret(), setup.uri()));
    }

    @POST
    @Path("/activation")
    @Operation(
            summary = "Turn the second factor on",
            description = "With a first code of the authenticator: nobody locks themselves out.")
    @APIResponse(responseCode = "200", description = "On; ten recovery codes, shown this once")
    @APIResponse(responseCode = "429", description = "Too many wrong ones; again after Retry-After")
    public Uni<RecoveryCodesView> activate(CodeOnly body, @Context HttpServerRequest http) {
        UUID id = Callers.owner(caller);
        return owners.guess(
                        id,
                        http,
                        account ->
                                factors.enable(id, account.secondFactor(), body.code())
                                        .map(codes -> codes.orElseThrow(Owners::wrongCode)))
                .map(RecoveryCodesView::new);
    }

    @POST
    @Path("/recovery-codes")
    @Operation(
            summary = "Make new recovery codes",
            description = "The old ones are no longer good.")
    @APIResponse(responseCode = "200", description = "Ten recovery codes, shown this once")
    @APIResponse(responseCode = "429", description = "Too many wrong ones; again after Retry-After")
    public Uni<RecoveryCodesView> replaceRecoveryCodes(
            PasswordAndCode body, @Context HttpServerRequest http) {
        UUID id = Callers.owner(caller);
        return owners.prove(id, body, http)
                .chain(() -> factors.replaceRecoveryCodes(id))
                .map(RecoveryCodesView::new);
    }

    @POST
    @Path("/removal")
    @Operation(
            summary = "Turn the second factor off",
            description = "Log-ins need the password only; the recovery codes are gone.")
    @APIResponse(responseCode = "204", description = "Off")
    @APIResponse(responseCode = "429", description = "Too many wrong ones; again after Retry-After")
    public Uni<Void> remove(PasswordAndCode body, @Context HttpServerRequest http) {
        UUID id = Callers.owner(caller);
        return owners.prove(id, body, http).chain(() -> factors.disable(id));
    }

    private static String label(UUID id, Open account) {
        return Optional.ofNullable(account.email())
                .map(Email::address)
                .map(address -> address.text())
                .orElseGet(id::toString);
    }
}
