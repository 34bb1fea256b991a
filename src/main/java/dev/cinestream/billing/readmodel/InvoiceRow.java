package dev.cinestream.billing.readmodel;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Residence;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// An invoice and what has become of it.
///
/// @param number null while it is a draft
/// @param paid all that was charged for it
/// @param refunded all that was given back
/// @param receivable what the journal says is still to come; negative when more came than was owed
@RegisterForReflection
public record InvoiceRow(
        UUID id,
        long revision,
        UUID customer,
        Residence residence,
        @Nullable UUID clock,
        Bill bill,
        @Nullable String number,
        InvoiceStatus status,
        @Nullable Instant issuedAt,
        @Nullable Instant paidAt,
        Money paid,
        Money refunded,
        Money receivable,
        @Nullable Awaited next) {

    static final Table<InvoiceRow> TABLE =
            new Table<>(
                    "invoice",
                    InvoiceRow.class,
                    InvoiceRow::id,
                    List.of(
                            Column.uuid("customer", InvoiceRow::customer),
                            Column.number("bill_number", row -> (long) row.bill().number()),
                            Column.text("number", InvoiceRow::number),
                            Column.text("status", row -> row.status().name()),
                            Column.uuid("clock", InvoiceRow::clock),
                            Column.moment("due_at", row -> Awaited.momentOf(row.next())),
                            Column.number("lane", row -> Awaited.laneOf(row.next()))));
}
