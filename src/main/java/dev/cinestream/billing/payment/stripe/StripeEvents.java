package dev.cinestream.billing.payment.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import dev.cinestream.billing.payment.PaymentNotice;
import dev.cinestream.billing.payment.RefundOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/// Stripe's events, as far as they say what became of a payment or a refund of ours. The simulator writes the same.
@ApplicationScoped
public class StripeEvents {

    private final ObjectMapper json;

    StripeEvents(ObjectMapper json) {
        this.json = json;
    }

    /// A body that is no event.
    public static final class NoEventException extends Exception {
        NoEventException(String message) {
            super(message);
        }
    }

    /// Empty for what is not about us, or says nothing new.
    public Optional<PaymentNotice> read(byte[] body) throws NoEventException {
        JsonNode event = tree(body);
        JsonNode id = event.path("id");
        JsonNode type = event.path("type");
        JsonNode object = event.path("data").path("object");
        if (!id.isTextual() || !type.isTextual() || !object.isObject()) {
            throw new NoEventException("An event has id, type and data.object.");
        }
        return switch (type.asText()) {
            case "payment_intent.succeeded",
                    "payment_intent.payment_failed",
                    "payment_intent.requires_action",
                    "payment_intent.canceled" ->
                    payment(id.asText(), object);
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" ->
                    refund(id.asText(), object);
            default -> Optional.empty();
        };
    }

    private JsonNode tree(byte[] body) throws NoEventException {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new NoEventException("The body is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new NoEventException("The body cannot be read.");
        }
    }

    private static Optional<PaymentNotice> payment(String id, JsonNode intent) {
        Optional<UUID> invoice = Ids.read(intent.path("metadata").path("invoice"));
        Optional<UUID> payment = Ids.read(intent.path("metadata").path("payment"));
        Outcome outcome = Intents.outcome(intent);
        return invoice.isEmpty() || payment.isEmpty() || outcome instanceof Outcome.Unknown
                ? Optional.empty()
                : Optional.of(
                        new PaymentNotice.OfPayment(id, invoice.get(), payment.get(), outcome));
    }

    private static Optional<PaymentNotice> refund(String id, JsonNode object) {
        Optional<UUID> invoice = Ids.read(object.path("metadata").path("invoice"));
        Optional<UUID> refund = Ids.read(object.path("metadata").path("refund"));
        if (invoice.isEmpty() || refund.isEmpty()) {
            return Optional.empty();
        }
        return switch (StripeRefunds.outcome(object)) {
            case RefundOutcome.Done() ->
                    Optional.of(
                            new PaymentNotice.OfRefund(
                                    id, invoice.get(), refund.get(), true, null));
            case RefundOutcome.Failed(String why) ->
                    Optional.of(
                            new PaymentNotice.OfRefund(
                                    id, invoice.get(), refund.get(), false, why));
            case RefundOutcome.Unknown() -> Optional.empty();
        };
    }
}
