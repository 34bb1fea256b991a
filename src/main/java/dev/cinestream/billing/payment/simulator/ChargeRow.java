package dev.cinestream.billing.payment.simulator;

import dev.cinestream.billing.payment.PaymentOrder;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A payment in the simulator's books.
///
/// @param code of a decline
/// @param asked how often the simulator was asked to charge it
public record ChargeRow(
        UUID payment,
        UUID invoice,
        String reference,
        Money amount,
        Status status,
        @Nullable String code,
        boolean hard,
        int asked,
        Instant madeAt) {

    public enum Status {
        SUCCEEDED,
        DECLINED,
        ACTION_NEEDED
    }

    static ChargeRow of(PaymentOrder order, Status status, TestCards.Habit habit) {
        return new ChargeRow(
                order.payment(),
                order.invoice(),
                order.reference(),
                order.amount(),
                status,
                habit.code(),
                habit.hard(),
                0,
                Instant.EPOCH);
    }

    /// The simulator's name for it, as Stripe names payment intents.
    public String name() {
        return "pi_" + payment.toString().replace("-", "");
    }
}
