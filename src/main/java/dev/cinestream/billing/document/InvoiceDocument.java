package dev.cinestream.billing.document;

import dev.cinestream.billing.Line;
import dev.cinestream.billing.TaxRate;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What an invoice or a credit note says.
///
/// @param language of its labels, BCP 47; English when there are none in it
/// @param buyerVatId of a business; null for a consumer
/// @param creditUsed of the customer's credit
/// @param creditEarned that the next bill uses
/// @param due that was to be paid by other means
public record InvoiceDocument(
        Kind kind,
        String number,
        LocalDate date,
        String language,
        Seller seller,
        String buyer,
        String buyerCountry,
        @Nullable String buyerVatId,
        List<Row> rows,
        TaxRate taxRate,
        Money net,
        Money tax,
        Money total,
        Money creditUsed,
        Money creditEarned,
        Money due) {

    /// What it is.
    public enum Kind {
        INVOICE,
        CREDIT_NOTE
    }

    /// Who sells.
    ///
    /// @param address lines
    public record Seller(String name, List<String> address, @Nullable String vatId) {
        public Seller {
            address = List.copyOf(address);
        }
    }

    /// A line, with the days it pays for.
    ///
    /// @param until the last day
    public record Row(Line.Kind kind, String name, LocalDate from, LocalDate until, Money net) {}

    public InvoiceDocument {
        rows = List.copyOf(rows);
    }
}
