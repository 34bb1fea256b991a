package dev.cinestream.billing.payment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.payment.PaymentProvider.MethodSetup;
import dev.cinestream.billing.payment.stripe.StripeAnswer.Done;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Secret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Cards that Stripe keeps: entered by the customer at a setup intent of theirs, for charges while they are away.
@ApplicationScoped
class StripeMethods {

    private static final Pattern SETUP = Pattern.compile("seti_[A-Za-z0-9]{1,100}");

    private final StripeClient stripe;

    StripeMethods(StripeClient stripe) {
        this.stripe = stripe;
    }

    /// An account is one customer at Stripe, however often it begins.
    Uni<MethodSetup> setUp(UUID account) {
        return stripe.post(
                        "/v1/customers",
                        Map.of("metadata[account]", account.toString()),
                        "customer:" + account)
                .map(StripeMethods::done)
                .chain(customer -> setUp(account, customer.path("id").asText()))
                .map(setup ->
                        new MethodSetup(
                                setup.path("id").asText(), setup.path("client_secret").asText()));
    }

    private Uni<JsonNode> setUp(UUID account, String customer) {
        return stripe.post(
                        "/v1/setup_intents",
                        Map.of(
                                "customer",
                                customer,
                                "usage",
                                "off_session",
                                "payment_method_types[]",
                                "card",
                                "metadata[account]",
                                account.toString()),
                        null)
                .map(StripeMethods::done);
    }

    private static JsonNode done(StripeAnswer answer) {
        if (answer instanceof Done(JsonNode body)) {
            return body;
        }
        throw new AwayException();
    }

    Uni<Optional<PaymentMethod>> method(UUID account, String setup) {
        if (!SETUP.matcher(setup).matches()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return stripe.get("/v1/setup_intents/" + setup, Map.of("expand[]", "payment_method"))
                .map(answer ->
                        switch (answer) {
                            case Done(JsonNode intent) -> method(account, intent);
                            case StripeAnswer.Refused refused when refused.status() == 404 ->
                                    Optional.empty();
                            case StripeAnswer.Refused _, StripeAnswer.Unclear _ ->
                                    throw new AwayException();
                        });
    }

    private static Optional<PaymentMethod> method(UUID account, JsonNode intent) {
        JsonNode method = intent.path("payment_method");
        boolean isTheirs =
                intent.path("metadata").path("account").asText().equals(account.toString());
        if (!isTheirs
                || !intent.path("status").asText().equals("succeeded")
                || !method.path("id").isTextual()) {
            return Optional.empty();
        }
        JsonNode card = method.path("card");
        String reference = intent.path("customer").asText() + "/" + method.path("id").asText();
        String brand = card.path("brand").asText("card");
        String display =
                brand.substring(0, 1).toUpperCase(Locale.ROOT)
                        + brand.substring(1)
                        + " •••• "
                        + card.path("last4").asText("????");
        return Optional.of(
                new PaymentMethod(
                        StripeProvider.NAME,
                        Secret.of(account, reference),
                        Personal.of(account, display),
                        card.has("exp_year") ? expires(card) : null));
    }

    private static String expires(JsonNode card) {
        return String.format(
                Locale.ROOT,
                "%04d-%02d",
                card.path("exp_year").asInt(),
                card.path("exp_month").asInt());
    }

    /// Stripe does not answer as it should. Passes.
    private static final class AwayException extends RuntimeException {
        AwayException() {
            super("Stripe is away", new IOException("no answer that helps"));
        }
    }
}
