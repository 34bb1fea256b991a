package dev.cinestream.billing.web;

import dev.cinestream.billing.Entitlement;
import dev.cinestream.billing.Interval;
import dev.cinestream.billing.Offer;
import dev.cinestream.billing.Price;
import dev.cinestream.billing.customer.CustomerCommand;
import dev.cinestream.billing.plan.Subscribers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What customers and admins send.
public final class BillingRequests {

    private BillingRequests() {}

    @Schema(name = "ResidenceChange")
    public record Home(
            @Schema(description = "ISO 3166-1 alpha-2") String country,
            @Schema(description = "IANA time zone, for example Europe/Berlin") String zone,
            @Schema(description = "Of a business") @Nullable String vatId) {}

    @Schema(name = "PaymentMethodChange")
    public record MethodChange(
            @Schema(
                            description =
                                    "What the provider calls what the customer entered there; at the simulator the name of a test card")
                    String token) {
        @Override
        public String toString() {
            return "MethodChange";
        }
    }

    @Schema(name = "NewSubscription")
    public record NewSubscription(
            UUID plan,
            Interval interval,
            @Schema(description = "ISO 4217, one that the plan has a price in") String currency,
            @Schema(description = "A coupon's code") @Nullable String coupon) {}

    @Schema(name = "PlanChange")
    public record PlanChange(
            UUID plan,
            Interval interval,
            @Schema(description = "NOW is prorated to the second") CustomerCommand.When when,
            @Schema(
                            description =
                                    "The moment of a preview, up to 15 minutes ago: the bill is then the previewed one. Now, when absent")
                    @Nullable Instant asOf) {}

    @Schema(name = "Cancellation")
    public record Cancellation(
            @Schema(description = "NOW gives nothing back") CustomerCommand.When when) {}

    @Schema(name = "PauseWish")
    public record PauseWish(@Schema(description = "By then it resumes by itself") Instant until) {}

    @Schema(name = "NewPlan")
    public record NewPlan(
            @Schema(description = "By BCP 47 language tag") Map<String, String> names,
            @Schema(description = "One for each interval and currency it is sold in")
                    List<Price> prices,
            @Schema(description = "0 for none") int trialDays,
            Entitlement entitlement) {

        Offer offer() {
            return new Offer(names, prices, trialDays, entitlement);
        }
    }

    @Schema(name = "PlanRevision")
    public record Revision(
            NewPlan offer,
            @Schema(
                            description =
                                    "MOVE: who has the plan has the new version from its next period on")
                    Subscribers subscribers) {}

    @Schema(name = "NewCoupon")
    public record NewCoupon(
            @Schema(description = "What customers type; case does not count") String code,
            @Schema(description = "As it stands on invoices") String name,
            @Schema(description = "Hundredths of a percent; this or an amount")
                    @Nullable Integer basisPoints,
            @Nullable Money amount,
            @Schema(description = "How many bills it is good for; for ever when absent")
                    @Nullable Integer bills,
            @Schema(description = "By all customers together; any number when absent")
                    @Nullable Integer redemptions,
            @Schema(description = "It is not redeemed from then on") @Nullable Instant expires,
            @Schema(description = "That it is good for; all when absent")
                    @Nullable List<UUID> plans) {}

    @Schema(name = "NewTestClock")
    public record NewTestClock(@Schema(description = "What it shows first") Instant at) {}

    @Schema(name = "TestClockAdvance")
    public record Advance(@Schema(description = "It goes on until it shows this") Instant to) {}

    @Schema(name = "TestClockUse")
    public record ClockUse(UUID clock) {}
}
