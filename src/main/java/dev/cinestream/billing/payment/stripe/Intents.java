package dev.cinestream.billing.payment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import java.util.Set;

/// What Stripe's payment intents say, in our words.
final class Intents {

    /// Declines that no other day will change (Stripe: "Decline codes"); all others may pass.
    private static final Set<String> HARD =
            Set.of(
                    "currency_not_supported",
                    "card_not_supported",
                    "expired_card",
                    "fraudulent",
                    "incorrect_number",
                    "invalid_account",
                    "invalid_expiry_month",
                    "invalid_expiry_year",
                    "invalid_number",
                    "lost_card",
                    "merchant_blacklist",
                    "new_account_information_available",
                    "pickup_card",
                    "restricted_card",
                    "revocation_of_all_authorizations",
                    "revocation_of_authorization",
                    "security_violation",
                    "stolen_card",
                    "stop_payment_order",
                    "testmode_decline",
                    "transaction_not_allowed");

    private Intents() {}

    static Outcome outcome(JsonNode intent) {
        return switch (intent.path("status").asText()) {
            case "succeeded" -> new Outcome.Succeeded(intent.path("id").asText());
            case "canceled" -> new Outcome.Declined("canceled", false);
            case "requires_action" -> action(intent);
            case "requires_payment_method" -> declined(intent.path("last_payment_error"));
            default -> new Outcome.Unknown();
        };
    }

    private static Outcome action(JsonNode intent) {
        JsonNode url = intent.path("next_action").path("redirect_to_url").path("url");
        return url.isTextual() ? new Outcome.ActionNeeded(url.asText()) : new Outcome.Unknown();
    }

    /// One that lacks only the customer's confirmation is not over.
    private static Outcome declined(JsonNode error) {
        return error.path("type").isMissingNode() || needsConfirmation(error)
                ? new Outcome.Unknown()
                : declined(new StripeAnswer.Refused(402, error).code());
    }

    static Outcome.Declined declined(String code) {
        return new Outcome.Declined(code, HARD.contains(code));
    }

    /// Whether the bank wants to see the customer, who was not there.
    static boolean needsConfirmation(JsonNode error) {
        return error.path("code").asText().equals("authentication_required")
                || error.path("decline_code").asText().equals("authentication_required");
    }
}
