package dev.cinestream.billing.web;

import dev.cinestream.billing.readmodel.BillingProjection;
import dev.cinestream.billing.readmodel.InvoiceRow;
import dev.cinestream.billing.readmodel.Invoices;
import dev.cinestream.billing.readmodel.Page;
import dev.cinestream.platform.http.ConsistencyTokens;
import dev.cinestream.platform.http.Cursor;
import dev.cinestream.platform.http.FreshReads;
import dev.cinestream.platform.http.ProblemException;
import dev.cinestream.platform.http.QueryParameters;
import dev.cinestream.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// A customer's own invoices.
@Path("/v1/billing/invoices")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Billing")
public class InvoicesResource {

    private static final int PAGE = 24;
    private static final int LARGEST_PAGE = 100;

    private final Invoices invoices;
    private final FreshReads fresh;
    private final Callers callers;

    InvoicesResource(Invoices invoices, FreshReads fresh, Callers callers) {
        this.invoices = invoices;
        this.fresh = fresh;
        this.callers = callers;
    }

    @Schema(name = "InvoicePage", description = "Part of the invoices, the newest first")
    public record InvoicePage(
            List<InvoiceView> items,
            @Schema(description = "The parameter cursor of the next page; absent on the last")
                    @Nullable String next) {

        static InvoicePage of(Page<InvoiceRow> page) {
            return new InvoicePage(
                    page.rows().stream().map(InvoiceView::of).toList(),
                    page.next() == null ? null : page.next().toString());
        }
    }

    @GET
    @Operation(summary = "My invoices", description = "The newest first, by cursor.")
    @APIResponse(responseCode = "200", description = "A page")
    public Uni<InvoicePage> list(
            @Parameter(description = "1 to 100, 24 when absent") @QueryParam("limit")
                    @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token,
            @Context UriInfo uri) {
        QueryParameters.allow(uri, Set.of("limit", "cursor"), Set.of());
        int most = QueryParameters.within("limit", limit, 1, LARGEST_PAGE, PAGE);
        Cursor after = Cursor.parse(cursor, Invoices.LISTING, 1);
        UUID account = callers.account();
        return fresh(token).chain(() -> invoices.of(account, after, most)).map(InvoicePage::of);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One of my invoices", description = "With its lines and what was paid.")
    @APIResponse(responseCode = "200", description = "The invoice")
    @APIResponse(responseCode = "404", description = "There is none, or none of this customer's")
    public Uni<InvoiceView> one(
            @PathParam("id") UUID id,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token) {
        UUID account = callers.account();
        return fresh(token)
                .chain(() -> invoices.find(id))
                .map(found ->
                        found.filter(row -> row.customer().equals(account))
                                .map(InvoiceView::of)
                                .orElseThrow(() ->
                                        ProblemException.notFound(
                                                "no-such-invoice",
                                                "There is no invoice with this id.")));
    }

    private Uni<Void> fresh(@Nullable String token) {
        return fresh.passed(BillingProjection.NAME, BillingProjection.CATEGORIES, token);
    }
}
