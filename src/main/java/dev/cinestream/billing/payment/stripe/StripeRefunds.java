package dev.cinestream.billing.payment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.billing.payment.RefundOrder;
import dev.cinestream.billing.payment.RefundOutcome;
import dev.cinestream.billing.payment.stripe.StripeAnswer.Done;
import dev.cinestream.billing.payment.stripe.StripeAnswer.Refused;
import dev.cinestream.billing.payment.stripe.StripeAnswer.Unclear;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Refunds at Stripe: the refund's id is the idempotency key and stands in the metadata.
@ApplicationScoped
class StripeRefunds {

    private static final Logger LOG = Logger.getLogger(StripeRefunds.class);

    private final StripeClient stripe;

    StripeRefunds(StripeClient stripe) {
        this.stripe = stripe;
    }

    Uni<RefundOutcome> refund(RefundOrder order) {
        return stripe.post(
                        "/v1/refunds",
                        Map.of(
                                "payment_intent", order.charge(),
                                "amount", Long.toString(order.amount().getAmountMinorLong()),
                                "metadata[refund]", order.refund().toString(),
                                "metadata[invoice]", order.invoice().toString()),
                        order.refund().toString())
                .map(answer ->
                        switch (answer) {
                            case Done(JsonNode refund) -> outcome(refund);
                            case Refused refused -> refusal(order, refused);
                            case Unclear _ -> new RefundOutcome.Unknown();
                        });
    }

    /// A refusal of the refund itself is final; a refusal of ours (the key, a right) is not.
    private static RefundOutcome refusal(RefundOrder order, Refused refused) {
        if (refused.status() == 400 || refused.status() == 402 || refused.status() == 404) {
            return new RefundOutcome.Failed(refused.code());
        }
        LOG.errorf(
                "Stripe refuses refund %s with status %d: %s",
                order.refund(), refused.status(), refused.code());
        return new RefundOutcome.Unknown();
    }

    static RefundOutcome outcome(JsonNode refund) {
        return switch (refund.path("status").asText()) {
            case "succeeded" -> new RefundOutcome.Done();
            case "failed", "canceled" ->
                    new RefundOutcome.Failed(
                            refund.path("failure_reason").asText(refund.path("status").asText()));
            default -> new RefundOutcome.Unknown();
        };
    }

    Uni<Optional<RefundOutcome>> find(RefundOrder order) {
        return stripe.get("/v1/refunds", Map.of("payment_intent", order.charge(), "limit", "100"))
                .map(answer ->
                        answer instanceof Done(JsonNode found)
                                ? find(found.path("data"), order)
                                : Optional.of(new RefundOutcome.Unknown()));
    }

    private static Optional<RefundOutcome> find(JsonNode refunds, RefundOrder order) {
        for (JsonNode refund : refunds) {
            if (refund.path("metadata").path("refund").asText().equals(order.refund().toString())) {
                return Optional.of(outcome(refund));
            }
        }
        return Optional.empty();
    }
}
