package dev.cinestream.billing.web;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.Residence;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.customer.Subscription;
import dev.cinestream.billing.web.Callers.Present;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What customers read of themselves.
@RegisterForReflection
public final class BillingViews {

    private BillingViews() {}

    @Schema(
            name = "Billing",
            description = "A customer: home, payment method, subscription, credit")
    public record Billing(
            UUID id,
            Residence residence,
            @Nullable Method paymentMethod,
            @Nullable SubscriptionView subscription,
            @Schema(description = "Used by the next bill") @Nullable Money credit,
            @Schema(description = "What happens by itself, and when") @Nullable NextStep next,
            @Schema(description = "Whether a trial was had; there is one in a customer's life")
                    boolean trialUsed) {

        static Billing of(Present present) {
            Open customer = present.customer();
            return new Billing(
                    present.id(),
                    customer.residence(),
                    Method.of(customer.method()),
                    SubscriptionView.of(customer.subscription()),
                    customer.credit(),
                    customer.subscription().next(),
                    customer.trialUsed());
        }
    }

    @Schema(name = "PaymentMethod", description = "Without what only the provider may know")
    public record Method(
            String provider,
            @Schema(description = "For example Visa •••• 4242") @Nullable String display,
            @Nullable String expires) {

        static @Nullable Method of(@Nullable PaymentMethod method) {
            return method == null
                    ? null
                    : new Method(method.provider(), method.display().text(), method.expires());
        }
    }

    @Schema(name = "Subscription")
    public record SubscriptionView(
            @Schema(description = "TRIALING, PENDING, ACTIVE, PAST_DUE, PAUSED or ENDED")
                    String status,
            @Schema(description = "Absent when it has ended") @Nullable Terms terms) {

        static @Nullable SubscriptionView of(Subscription subscription) {
            return switch (subscription) {
                case Subscription.Never _ -> null;
                case Subscription.Trialing it -> of("TRIALING", it);
                case Subscription.Pending it -> of("PENDING", it);
                case Subscription.Active it -> of("ACTIVE", it);
                case Subscription.PastDue it -> of("PAST_DUE", it);
                case Subscription.Paused it -> of("PAUSED", it);
                case Subscription.Ended it -> of("ENDED", it);
            };
        }

        private static SubscriptionView of(String status, Subscription subscription) {
            return new SubscriptionView(status, subscription.terms());
        }
    }

    @Schema(name = "BillPreview", description = "What a change costs, to the cent")
    public record Preview(
            @Schema(description = "What is billed at once; empty when nothing is")
                    List<InvoiceView> now,
            @Schema(description = "The next bill after it, as things stand; absent without one")
                    @Nullable InvoiceView upcoming,
            @Schema(description = "As of when") Instant at) {

        static Preview of(List<Bill> now, Optional<Bill> upcoming, Instant at) {
            return new Preview(
                    now.stream().map(InvoiceView::preview).toList(),
                    upcoming.map(InvoiceView::preview).orElse(null),
                    at);
        }
    }
}
