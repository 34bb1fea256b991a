package dev.cinestream.billing.payment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.billing.PaymentMethod;
import dev.cinestream.billing.invoice.InvoiceCommand.Outcome;
import dev.cinestream.billing.payment.Charge;
import dev.cinestream.billing.payment.PaymentConfig;
import dev.cinestream.billing.payment.PaymentOrder;
import dev.cinestream.billing.payment.PaymentProvider;
import dev.cinestream.billing.payment.RefundOrder;
import dev.cinestream.billing.payment.RefundOutcome;
import dev.cinestream.billing.payment.stripe.StripeAnswer.Done;
import dev.cinestream.billing.payment.stripe.StripeAnswer.Refused;
import dev.cinestream.billing.payment.stripe.StripeAnswer.Unclear;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Stripe: a payment is a payment intent, confirmed while the customer is away; the payment's id is the idempotency key and
/// stands in the metadata, where it is found again.
///
/// A search at Stripe may be a minute behind. So what it does not find is asked for again by the same request under the same
/// key, which Stripe remembers for a day and answers as before; after a day the search knows everything.
@ApplicationScoped
public class StripeProvider implements PaymentProvider {

    public static final String NAME = "stripe";

    private static final Logger LOG = Logger.getLogger(StripeProvider.class);

    private final StripeClient stripe;
    private final StripeMethods methods;
    private final StripeRefunds refunds;
    private final StripeList list;
    private final String returnUrl;

    StripeProvider(
            StripeClient stripe,
            StripeMethods methods,
            StripeRefunds refunds,
            StripeList list,
            PaymentConfig config) {
        this.stripe = stripe;
        this.methods = methods;
        this.refunds = refunds;
        this.list = list;
        this.returnUrl = config.stripe().returnUrl();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Uni<Outcome> charge(PaymentOrder order) {
        Map<String, String> form = methodOf(order);
        form.put("amount", Long.toString(order.amount().getAmountMinorLong()));
        form.put("currency", order.amount().getCurrencyUnit().getCode().toLowerCase(Locale.ROOT));
        form.put("confirm", "true");
        form.put("off_session", "true");
        form.put("payment_method_types[]", "card");
        form.put("metadata[payment]", order.payment().toString());
        form.put("metadata[invoice]", order.invoice().toString());
        return stripe.post("/v1/payment_intents", form, order.payment().toString())
                .chain(answer -> outcome(order, answer));
    }

    private Uni<Outcome> outcome(PaymentOrder order, StripeAnswer answer) {
        return switch (answer) {
            case Done(JsonNode intent) -> outcome(order, intent);
            case Refused refused
                    when Intents.needsConfirmation(refused.error())
                            && refused.error().path("payment_intent").has("id") ->
                    confirm(order, refused.error().path("payment_intent"));
            case Refused refused -> Uni.createFrom().item(refusal(order, refused));
            case Unclear(String why) -> {
                LOG.infof("what became of payment %s is not known: %s", order.payment(), why);
                yield Uni.createFrom().item(new Outcome.Unknown());
            }
        };
    }

    private Uni<Outcome> outcome(PaymentOrder order, JsonNode intent) {
        return intent.path("status").asText().equals("requires_payment_method")
                        && Intents.needsConfirmation(intent.path("last_payment_error"))
                ? confirm(order, intent)
                : Uni.createFrom().item(Intents.outcome(intent));
    }

    /// The bank wants to see the customer: the same intent again, as if they were there, gives the address to send them to.
    private Uni<Outcome> confirm(PaymentOrder order, JsonNode intent) {
        Map<String, String> form = methodOf(order);
        form.remove("customer");
        form.put("off_session", "false");
        form.put("return_url", returnUrl);
        return stripe.post(
                        "/v1/payment_intents/" + intent.path("id").asText() + "/confirm",
                        form,
                        order.payment() + ":confirm")
                .map(answer ->
                        switch (answer) {
                            case Done(JsonNode confirmed) -> Intents.outcome(confirmed);
                            case Refused refused -> refusal(order, refused);
                            case Unclear _ -> new Outcome.Unknown();
                        });
    }

    /// What is not about the card or the method is about us; it was not charged, and somebody must look.
    private static Outcome refusal(PaymentOrder order, Refused refused) {
        if (refused.isAboutTheCard()) {
            return Intents.declined(refused.code());
        }
        if (refused.isAboutTheMethod()) {
            return new Outcome.Declined(refused.code(), true);
        }
        LOG.errorf(
                "Stripe refuses payment %s with status %d: %s",
                order.payment(), refused.status(), refused.code());
        return new Outcome.Unknown();
    }

    /// `cus_…/pm_…`, or a method that belongs to no customer.
    private static Map<String, String> methodOf(PaymentOrder order) {
        Map<String, String> form = new HashMap<>();
        int slash = order.reference().indexOf('/');
        if (slash >= 0) {
            form.put("customer", order.reference().substring(0, slash));
        }
        form.put("payment_method", order.reference().substring(slash + 1));
        return form;
    }

    @Override
    public Uni<Optional<Outcome>> find(PaymentOrder order) {
        String query = "metadata['payment']:'" + order.payment() + "'";
        return stripe.get("/v1/payment_intents/search", Map.of("query", query, "limit", "1"))
                .chain(answer ->
                        answer instanceof Done(JsonNode found)
                                ? found(order, found.path("data").path(0))
                                : Uni.createFrom().item(Optional.of(new Outcome.Unknown())));
    }

    private Uni<Optional<Outcome>> found(PaymentOrder order, JsonNode intent) {
        return intent.isMissingNode()
                ? Uni.createFrom().item(Optional.empty())
                : outcome(order, intent).map(Optional::of);
    }

    @Override
    public Uni<RefundOutcome> refund(RefundOrder order) {
        return refunds.refund(order);
    }

    @Override
    public Uni<Optional<RefundOutcome>> findRefund(RefundOrder order) {
        return refunds.find(order);
    }

    @Override
    public Uni<MethodSetup> setUp(UUID account) {
        return methods.setUp(account);
    }

    @Override
    public Uni<Optional<PaymentMethod>> method(UUID account, String token) {
        return methods.method(account, token);
    }

    @Override
    public Multi<Charge> charges(Instant from, Instant until) {
        return list.charges(from, until);
    }
}
