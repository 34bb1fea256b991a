package dev.cinestream.billing.payment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.billing.payment.Charge;
import dev.cinestream.billing.payment.stripe.StripeAnswer.Done;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// All payment intents of a time, a page after the other as they are asked for. Stripe counts in seconds.
@ApplicationScoped
class StripeList {

    private static final String PAGE = "100";

    private final StripeClient stripe;

    StripeList(StripeClient stripe) {
        this.stripe = stripe;
    }

    private record Page(List<Charge> charges, boolean more) {}

    /// The last intent of the page before; empty before the first.
    private static final class Place {
        private String after = "";
    }

    Multi<Charge> charges(Instant from, Instant until) {
        return Multi.createBy()
                .repeating()
                .uni(Place::new, place -> page(from, until, place))
                .whilst(Page::more)
                .map(Page::charges)
                .onItem()
                .disjoint();
    }

    private Uni<Page> page(Instant from, Instant until, Place place) {
        Map<String, String> query = new HashMap<>();
        query.put("created[gte]", Long.toString(from.getEpochSecond()));
        query.put("created[lt]", Long.toString(until.getEpochSecond()));
        query.put("limit", PAGE);
        if (!place.after.isEmpty()) {
            query.put("starting_after", place.after);
        }
        return stripe.get("/v1/payment_intents", query)
                .map(answer -> {
                    if (!(answer instanceof Done(JsonNode list))) {
                        throw new IllegalStateException("Stripe does not list its payments");
                    }
                    List<Charge> charges = new ArrayList<>();
                    list.path("data").forEach(intent -> charges.add(charge(intent)));
                    if (!charges.isEmpty()) {
                        place.after = charges.getLast().name();
                    }
                    return new Page(
                            charges, list.path("has_more").asBoolean() && !charges.isEmpty());
                });
    }

    private static Charge charge(JsonNode intent) {
        String currency = intent.path("currency").asText().toUpperCase(Locale.ROOT);
        return new Charge(
                intent.path("id").asText(),
                payment(intent.path("metadata").path("payment")),
                Money.ofMinor(CurrencyUnit.of(currency), intent.path("amount").asLong()),
                intent.path("status").asText().equals("succeeded"),
                Instant.ofEpochSecond(intent.path("created").asLong()));
    }

    private static @Nullable UUID payment(JsonNode id) {
        return Ids.read(id).orElse(null);
    }
}
