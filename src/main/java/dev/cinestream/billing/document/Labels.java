package dev.cinestream.billing.document;

import dev.cinestream.billing.Line;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import org.joda.money.Money;

/// The words of a document in one language, and how its numbers are written. Days are ISO 8601: every reader knows them.
record Labels(
        String language,
        char decimal,
        char grouping,
        String invoice,
        String creditNote,
        String date,
        String from,
        String to,
        String vatId,
        String what,
        String period,
        String amount,
        String net,
        String tax,
        String total,
        String creditUsed,
        String creditEarned,
        String due,
        String reverseCharge,
        Map<Line.Kind, String> kinds) {

    private static final Labels ENGLISH =
            new Labels(
                    "en",
                    '.',
                    ',',
                    "Invoice",
                    "Credit note",
                    "Date",
                    "From",
                    "To",
                    "VAT id",
                    "Description",
                    "Period",
                    "Amount",
                    "Net",
                    "Tax",
                    "Total",
                    "Paid by credit",
                    "Credited to your account",
                    "Amount due",
                    "Reverse charge: the recipient owes the tax.",
                    Map.of(
                            Line.Kind.SUBSCRIPTION, "%s",
                            Line.Kind.REMAINING, "%s, rest of the period",
                            Line.Kind.UNUSED, "%s, not used",
                            Line.Kind.DISCOUNT, "Discount: %s"));

    private static final Labels GERMAN =
            new Labels(
                    "de",
                    ',',
                    '.',
                    "Rechnung",
                    "Gutschrift",
                    "Datum",
                    "Von",
                    "An",
                    "USt-IdNr.",
                    "Leistung",
                    "Zeitraum",
                    "Betrag",
                    "Netto",
                    "Umsatzsteuer",
                    "Gesamt",
                    "Mit Guthaben bezahlt",
                    "Ihrem Guthaben zugeschrieben",
                    "Zu zahlen",
                    "Steuerschuldnerschaft des Leistungsempfängers.",
                    Map.of(
                            Line.Kind.SUBSCRIPTION, "%s",
                            Line.Kind.REMAINING, "%s, Rest des Zeitraums",
                            Line.Kind.UNUSED, "%s, nicht genutzt",
                            Line.Kind.DISCOUNT, "Rabatt: %s"));

    static Labels in(String language) {
        return Locale.forLanguageTag(language).getLanguage().equals("de") ? GERMAN : ENGLISH;
    }

    /// For example `1,299.00 EUR`.
    String money(Money money) {
        return number(money.getAmount(), money.getScale()) + " " + money.getCurrencyUnit();
    }

    /// For example `5.5 %`.
    String percent(int basisPoints) {
        BigDecimal percent = BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros();
        return number(percent, Math.max(0, percent.scale())) + " %";
    }

    private String number(BigDecimal value, int digits) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setDecimalSeparator(decimal);
        symbols.setGroupingSeparator(grouping);
        symbols.setMinusSign('−');
        var format = new DecimalFormat("#,##0", symbols);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }
}
