package dev.cinestream.admin.web;

import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.identity.Roles;
import dev.cinestream.user.Accounts;
import dev.cinestream.user.StaffRole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Customers' and colleagues' accounts.
@Path("/admin/accounts")
@Tag(name = "Support: accounts")
public class AccountsAdminResource {

    private static final int MOST_MINUTES = 60;

    private final AuditTrail trail;
    private final Accounts accounts;

    AccountsAdminResource(AuditTrail trail, Accounts accounts) {
        this.trail = trail;
        this.accounts = accounts;
    }

    @Schema(name = "AccountOfCustomer")
    public record AccountView(
            UUID id,
            Accounts.Standing standing,
            @Schema(description = "Absent when none is confirmed, or the person was erased")
                    @Nullable String email,
            @Nullable String language,
            @Schema(description = "Whether a log-in needs a code, too") boolean secondFactor,
            @Schema(description = "Besides viewer") List<String> roles) {

        static AccountView of(Accounts.Facts facts) {
            return new AccountView(
                    facts.id(),
                    facts.standing(),
                    facts.email(),
                    facts.language(),
                    facts.secondFactor(),
                    facts.roles().stream().map(StaffRole::inTokens).toList());
        }
    }

    /// In a body, since addresses in paths end up in logs.
    @Schema(name = "AccountSearch")
    public record Search(@Schema(description = "Confirmed, whole") String email) {
        @Override
        public String toString() {
            return "Search";
        }
    }

    @Schema(name = "ActingWish")
    public record ActingWish(
            @Schema(description = "For the customer and the record, 1 to 500 characters")
                    String reason,
            @Schema(description = "1 to 60") int minutes) {
        public ActingWish {
            Because.check(reason);
            if (minutes < 1 || minutes > MOST_MINUTES) {
                throw new IllegalArgumentException("Minutes are from 1 to " + MOST_MINUTES);
            }
        }
    }

    @Schema(name = "Acting")
    public record ActingView(
            @Schema(description = "For the header Authorization: Bearer …; there is no refresh")
                    String accessToken,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "Acting[expiresAt=" + expiresAt + "]";
        }
    }

    @POST
    @Path("search")
    @RolesAllowed({Roles.SUPPORT, Roles.ADMIN})
    @Operation(
            summary = "Find an account by its e-mail address",
            description = "The address is in neither path nor audit log.")
    @APIResponse(responseCode = "200", description = "Whose the address is")
    public Uni<AccountView> search(Search body) {
        return trail.reading(
                "account.search",
                "user.account",
                () ->
                        accounts.findByEmail(body.email())
                                .chain(found ->
                                        found.map(accounts::read)
                                                .orElseGet(() ->
                                                        Uni.createFrom().item(Optional.empty())))
                                .map(AccountsAdminResource::there));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.SUPPORT, Roles.ADMIN})
    @Operation(summary = "An account", description = "How it stands, and its roles.")
    @APIResponse(responseCode = "200", description = "The account")
    public Uni<AccountView> read(@PathParam("id") UUID id) {
        return trail.reading(
                "account.read",
                target(id),
                () -> accounts.read(id).map(AccountsAdminResource::there));
    }

    @POST
    @Path("{id}/roles/{role}/grant")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Make somebody staff",
            description =
                    "Their tokens carry the role from the next refresh on, ten minutes at most. May be repeated.")
    @APIResponse(responseCode = "204", description = "Granted, now or before")
    public Uni<Void> grant(@PathParam("id") UUID id, @PathParam("role") String role, Because body) {
        StaffRole granted = role(role);
        return trail.changing(
                "account.grant-" + role,
                target(id),
                body.reason(),
                () -> accounts.grant(id, granted, body.reason()));
    }

    @POST
    @Path("{id}/roles/{role}/revoke")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Take a role away",
            description =
                    "Tokens carry the role no longer from the next refresh on, ten minutes at most. May be repeated.")
    @APIResponse(responseCode = "204", description = "Revoked, now or before")
    public Uni<Void> revoke(
            @PathParam("id") UUID id, @PathParam("role") String role, Because body) {
        StaffRole revoked = role(role);
        return trail.changing(
                "account.revoke-" + role,
                target(id),
                body.reason(),
                () -> accounts.revoke(id, revoked, body.reason()));
    }

    @POST
    @Path("{id}/acting")
    @RolesAllowed(Roles.SUPPORT)
    @Operation(
            summary = "Act for a customer",
            description =
                    "Gives a token by which the caller is seen as the customer (claim act, RFC 8693), except for password, address,"
                            + " second factor and closing. The customer sees who, when and why at /v1/account/acts; events name both.")
    @APIResponse(responseCode = "200", description = "The token")
    @APIResponse(responseCode = "409", description = "The account is not active, or of staff")
    public Uni<ActingView> act(@PathParam("id") UUID id, ActingWish body) {
        return trail.changing(
                "account.act",
                target(id),
                body.reason(),
                () ->
                        accounts.act(id, Duration.ofMinutes(body.minutes()), body.reason())
                                .map(acting -> new ActingView(acting.token(), acting.until())));
    }

    private static AccountView there(Optional<Accounts.Facts> found) {
        return found.map(AccountView::of)
                .orElseThrow(() ->
                        ProblemException.notFound("no-such-account", "There is no such account."));
    }

    private static StaffRole role(String inTokens) {
        return Arrays.stream(StaffRole.values())
                .filter(role -> role.inTokens().equals(inTokens))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.badParameter(
                                "role",
                                "There is no such role of staff.",
                                Arrays.stream(StaffRole.values())
                                        .map(StaffRole::inTokens)
                                        .toList()));
    }

    private static String target(UUID id) {
        return "user.account/" + id;
    }
}
