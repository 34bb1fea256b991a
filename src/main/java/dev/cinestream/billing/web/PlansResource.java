package dev.cinestream.billing.web;

import dev.cinestream.billing.Entitlement;
import dev.cinestream.billing.Price;
import dev.cinestream.billing.readmodel.BillingProjection;
import dev.cinestream.billing.readmodel.PlanRow;
import dev.cinestream.billing.readmodel.Plans;
import dev.cinestream.platform.http.ConsistencyTokens;
import dev.cinestream.platform.http.FreshReads;
import dev.cinestream.platform.http.Languages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What can be subscribed to; for everybody.
@Path("/v1/plans")
@PermitAll
@Tag(name = "Billing")
public class PlansResource {

    private final Plans plans;
    private final FreshReads fresh;

    PlansResource(Plans plans, FreshReads fresh) {
        this.plans = plans;
        this.fresh = fresh;
    }

    @Schema(name = "Plan", description = "What can be subscribed to")
    public record PlanView(
            UUID id,
            int version,
            @Schema(description = "The best for Accept-Language") String name,
            List<Price> prices,
            @Schema(description = "Before the first charge; 0 for none") int trialDays,
            Entitlement entitlement) {

        static PlanView of(PlanRow row, @Nullable String acceptLanguage) {
            var offer = row.offer();
            String language = Languages.best(acceptLanguage, offer.names().keySet(), "en");
            return new PlanView(
                    row.id(),
                    row.version(),
                    offer.name(language),
                    offer.prices(),
                    offer.trialDays(),
                    offer.entitlement());
        }
    }

    @GET
    @Operation(
            summary = "Plans",
            description =
                    "With their prices, in the order they were published in. Heeds Accept-Language and Consistency-Token.")
    @APIResponse(responseCode = "200", description = "All that can be subscribed to")
    public Uni<List<PlanView>> list(
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
            @HeaderParam(ConsistencyTokens.HEADER) @Nullable String token) {
        return fresh.passed(BillingProjection.NAME, BillingProjection.CATEGORIES, token)
                .chain(plans::offered)
                .map(rows -> rows.stream().map(row -> PlanView.of(row, language)).toList());
    }
}
