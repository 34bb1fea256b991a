package dev.cinestream.billing.payment.simulator;

import dev.cinestream.billing.payment.PaymentConfig;
import dev.cinestream.billing.payment.PaymentConfig.Notices;
import dev.cinestream.eventsourcing.decider.DerivedId;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Which notices the simulator sends of a charge, how often and how late: drawn from a seed, the same each time.
@ApplicationScoped
class NoticePlans {

    private static final int HUNDRED = 100;

    private final PaymentConfig.Simulator config;

    NoticePlans(PaymentConfig config) {
        this.config = config.simulator();
    }

    /// Of a charge that was just made.
    List<NoticeRow> of(ChargeRow charge) {
        boolean isNews = !TestCards.isTold(charge.reference());
        return switch (config.notices()) {
            case NONE -> List.of();
            case NEWS -> isNews ? draw(charge) : List.of();
            case ALL -> draw(charge);
        };
    }

    /// Of a charge that the customer confirmed, or failed to.
    List<NoticeRow> ofSettled(ChargeRow charge) {
        return config.notices() == Notices.NONE ? List.of() : draw(charge);
    }

    private List<NoticeRow> draw(ChargeRow charge) {
        String body = event(charge).encode();
        var random =
                new Random(
                        config.seed()
                                ^ charge.payment().getLeastSignificantBits()
                                ^ charge.status().name().hashCode());
        List<NoticeRow> notices = new ArrayList<>();
        notices.add(NoticeRow.planned(delay(random), body));
        if (random.nextInt(HUNDRED) < config.duplicatedPercent()) {
            notices.add(NoticeRow.planned(delay(random), body));
        }
        return notices;
    }

    private long delay(Random random) {
        return random.nextInt(HUNDRED) < config.latePercent() && config.lateMillis() > 0
                ? random.nextInt(config.lateMillis())
                : 0;
    }

    /// As Stripe writes it.
    private static JsonObject event(ChargeRow charge) {
        String type =
                switch (charge.status()) {
                    case SUCCEEDED -> "payment_intent.succeeded";
                    case DECLINED -> "payment_intent.payment_failed";
                    case ACTION_NEEDED -> "payment_intent.requires_action";
                };
        String id = DerivedId.of("notice", type, charge.payment().toString()).toString();
        return new JsonObject()
                .put("id", "evt_" + id.replace("-", ""))
                .put("object", "event")
                .put("type", type)
                .put("data", new JsonObject().put("object", intent(charge)));
    }

    private static JsonObject intent(ChargeRow charge) {
        var intent =
                new JsonObject()
                        .put("id", charge.name())
                        .put("object", "payment_intent")
                        .put("amount", charge.amount().getAmountMinorLong())
                        .put(
                                "currency",
                                charge.amount()
                                        .getCurrencyUnit()
                                        .getCode()
                                        .toLowerCase(Locale.ROOT))
                        .put(
                                "metadata",
                                new JsonObject()
                                        .put("payment", charge.payment().toString())
                                        .put("invoice", charge.invoice().toString()));
        return switch (charge.status()) {
            case SUCCEEDED -> intent.put("status", "succeeded");
            case ACTION_NEEDED -> intent.put("status", "requires_action");
            case DECLINED ->
                    intent.put("status", "requires_payment_method")
                            .put(
                                    "last_payment_error",
                                    new JsonObject()
                                            .put("type", "card_error")
                                            .put("code", "card_declined")
                                            .put("decline_code", charge.code()));
        };
    }
}
