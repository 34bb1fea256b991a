package dev.cinestream.billing.readmodel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Money given back, and how that went.
///
/// @param tax the part of the amount that is tax
/// @param surplus it came and was not owed; the invoice stays as it is
/// @param number of the credit note; null while there is none
/// @param why it failed
@RegisterForReflection
public record RefundRow(
        UUID id,
        UUID invoice,
        UUID customer,
        UUID payment,
        Money amount,
        Money tax,
        boolean surplus,
        Status status,
        @Nullable String number,
        @Nullable String why,
        Instant requestedAt,
        @Nullable Instant settledAt) {

    static final Table<RefundRow> TABLE =
            new Table<>(
                    "refund",
                    RefundRow.class,
                    RefundRow::id,
                    List.of(
                            Column.uuid("invoice", RefundRow::invoice),
                            Column.uuid("customer", RefundRow::customer),
                            Column.uuid("payment", RefundRow::payment),
                            Column.text("status", row -> row.status().name()),
                            Column.text("number", RefundRow::number),
                            Column.text(
                                    "currency", row -> row.amount().getCurrencyUnit().getCode()),
                            Column.number("minor", row -> row.amount().getAmountMinorLong()),
                            Column.moment("requested_at", RefundRow::requestedAt)));

    /// What is known of it.
    public enum Status {
        REQUESTED,
        SUCCEEDED,
        FAILED
    }

    RefundRow settled(Status as, @Nullable String because, Instant at) {
        return new RefundRow(
                id,
                invoice,
                customer,
                payment,
                amount,
                tax,
                surplus,
                as,
                number,
                because,
                requestedAt,
                at);
    }

    RefundRow numbered(String now) {
        return new RefundRow(
                id,
                invoice,
                customer,
                payment,
                amount,
                tax,
                surplus,
                status,
                now,
                why,
                requestedAt,
                settledAt);
    }
}
