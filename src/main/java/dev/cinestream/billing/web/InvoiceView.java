package dev.cinestream.billing.web;

import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Line;
import dev.cinestream.billing.TaxRate;
import dev.cinestream.billing.readmodel.InvoiceRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A bill as a customer reads it: an invoice, or the preview of one, which is the same but for its number.
@Schema(name = "Invoice", description = "An invoice, or what one would be")
public record InvoiceView(
        UUID id,
        @Schema(description = "Absent in a preview") @Nullable String number,
        @Schema(description = "PREVIEW, or where the invoice stands") String status,
        @Schema(description = "Why it is made") Bill.Reason reason,
        @Schema(description = "When what it is about begins") Instant at,
        @Nullable Instant issuedAt,
        @Nullable Instant paidAt,
        List<Line> lines,
        TaxRate taxRate,
        Money net,
        Money tax,
        @Schema(description = "With tax; negative when more is given back than owed") Money total,
        @Schema(description = "Of the customer's credit") Money creditUsed,
        @Schema(description = "By a negative total") Money creditEarned,
        @Schema(description = "To be paid in all") Money due,
        @Schema(description = "What was paid") Money paid,
        @Schema(description = "What was given back of it") Money refunded) {

    static InvoiceView preview(Bill bill) {
        Money nothing = Money.zero(bill.due().getCurrencyUnit());
        return of(bill, null, "PREVIEW", null, null, nothing, nothing);
    }

    static InvoiceView of(InvoiceRow row) {
        return of(
                row.bill(),
                row.number(),
                row.status().name(),
                row.issuedAt(),
                row.paidAt(),
                row.paid(),
                row.refunded());
    }

    private static InvoiceView of(
            Bill bill,
            @Nullable String number,
            String status,
            @Nullable Instant issuedAt,
            @Nullable Instant paidAt,
            Money paid,
            Money refunded) {
        return new InvoiceView(
                bill.id(),
                number,
                status,
                bill.reason(),
                bill.at(),
                issuedAt,
                paidAt,
                bill.lines(),
                bill.taxRate(),
                bill.net(),
                bill.tax(),
                bill.total(),
                bill.creditUsed(),
                bill.creditEarned(),
                bill.due(),
                paid,
                refunded);
    }
}
