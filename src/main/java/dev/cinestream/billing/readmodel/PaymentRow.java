package dev.cinestream.billing.readmodel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// An attempt to collect an invoice, and how it ended.
///
/// @param charge the provider's name for it; null unless it succeeded
/// @param code the provider's, of a decline
/// @param hard whether it never will succeed with this method
/// @param settledAt when the outcome was known
@RegisterForReflection
public record PaymentRow(
        UUID id,
        UUID invoice,
        UUID customer,
        int attempt,
        Money amount,
        String provider,
        Status status,
        @Nullable String charge,
        @Nullable String code,
        boolean hard,
        Instant requestedAt,
        @Nullable Instant settledAt) {

    static final Table<PaymentRow> TABLE =
            new Table<>(
                    "payment",
                    PaymentRow.class,
                    PaymentRow::id,
                    List.of(
                            Column.uuid("invoice", PaymentRow::invoice),
                            Column.uuid("customer", PaymentRow::customer),
                            Column.text("status", row -> row.status().name()),
                            Column.text("provider", PaymentRow::provider),
                            Column.text("charge", PaymentRow::charge),
                            Column.text(
                                    "currency", row -> row.amount().getCurrencyUnit().getCode()),
                            Column.number("minor", row -> row.amount().getAmountMinorLong()),
                            Column.moment("requested_at", PaymentRow::requestedAt),
                            Column.moment("settled_at", PaymentRow::settledAt)));

    /// What is known of it.
    public enum Status {
        REQUESTED,
        /// The customer must do something first.
        ACTION_NEEDED,
        /// The provider is asked what became of it.
        UNCLEAR,
        SUCCEEDED,
        DECLINED
    }

    PaymentRow now(Status now) {
        return status == Status.SUCCEEDED
                ? this
                : new PaymentRow(
                        id,
                        invoice,
                        customer,
                        attempt,
                        amount,
                        provider,
                        now,
                        charge,
                        code,
                        hard,
                        requestedAt,
                        settledAt);
    }

    PaymentRow succeeded(String as, Instant at) {
        return new PaymentRow(
                id,
                invoice,
                customer,
                attempt,
                amount,
                provider,
                Status.SUCCEEDED,
                as,
                null,
                false,
                requestedAt,
                at);
    }

    PaymentRow declined(String why, boolean forGood, Instant at) {
        return new PaymentRow(
                id,
                invoice,
                customer,
                attempt,
                amount,
                provider,
                Status.DECLINED,
                null,
                why,
                forGood,
                requestedAt,
                at);
    }
}
