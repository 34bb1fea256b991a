package dev.cinestream.billing.payment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/// What Stripe said to a request.
sealed interface StripeAnswer {

    record Done(JsonNode body) implements StripeAnswer {}

    /// It was not done. `error` is Stripe's object of that name; missing when there is none.
    record Refused(int status, JsonNode error) implements StripeAnswer {

        /// Why a card was declined; else what kind of error it is.
        String code() {
            JsonNode declined = error.path("decline_code");
            return declined.isTextual()
                    ? declined.asText()
                    : error.path("code").asText(error.path("type").asText("http_" + status));
        }

        boolean isAboutTheCard() {
            return error.path("type").asText().equals("card_error");
        }

        /// The method is gone, or is not the customer's.
        boolean isAboutTheMethod() {
            return status < 500
                    && error.path("param").asText().equals("payment_method")
                    && !(error instanceof MissingNode);
        }
    }

    /// It may be done or not.
    ///
    /// @param why for the log
    record Unclear(String why) implements StripeAnswer {}
}
