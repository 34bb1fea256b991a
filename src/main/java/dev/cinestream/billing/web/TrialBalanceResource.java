package dev.cinestream.billing.web;

import dev.cinestream.billing.readmodel.TrialBalance;
import dev.cinestream.platform.http.Audit;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Whether the books balance.
@Path("/admin/billing/trial-balance")
@RolesAllowed({Roles.ADMIN, Roles.OPS})
@Tag(name = "Billing: books")
public class TrialBalanceResource {

    private final Audit audit;
    private final TrialBalance balance;

    TrialBalanceResource(Audit audit, TrialBalance balance) {
        this.audit = audit;
        this.balance = balance;
    }

    @GET
    @Operation(
            summary = "The trial balance",
            description =
                    "The journal's sums by account and currency, as of one moment: debits are positive, credits negative. The total of"
                            + " each currency is zero, always.")
    @APIResponse(responseCode = "200", description = "The sums, and their totals")
    public Uni<TrialBalance.Balances> read() {
        return audit.reading("trial-balance.read", "billing.journal", balance::now);
    }
}
