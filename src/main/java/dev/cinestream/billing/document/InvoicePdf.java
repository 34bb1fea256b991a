package dev.cinestream.billing.document;

import dev.cinestream.billing.TaxRate;
import dev.cinestream.billing.document.InvoiceDocument.Kind;
import dev.cinestream.billing.document.InvoiceDocument.Row;
import dev.cinestream.billing.document.InvoiceDocument.Seller;
import dev.cinestream.billing.document.TaggedPdf.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// An invoice or a credit note as PDF/UA-1: who from, who to, a table of lines, the totals. Long ones go on over pages, each
/// with the table's head. Reckoning it takes milliseconds of a core: off the event loop.
public final class InvoicePdf {

    private static final float LEFT = 56;
    private static final float RIGHT = 539;
    private static final float SECOND_COLUMN = 330;
    private static final float TOP = 770;
    private static final float BOTTOM = 90;
    private static final float NARROWEST_GAP = 12;

    private static final Style TITLE = new Style(24, true, 0.1f, false);
    private static final Style SUBTITLE = new Style(11, false, 0.35f, false);
    private static final Style SMALL_HEAD = new Style(8.5f, true, 0.4f, false);
    private static final Style BODY = new Style(10, false, 0.1f, false);
    private static final Style AMOUNT = new Style(10, false, 0.1f, true);
    private static final Style AMOUNT_HEAD = new Style(8.5f, true, 0.4f, true);
    private static final Style TOTAL = new Style(12, true, 0.1f, false);
    private static final Style TOTAL_AMOUNT = new Style(12, true, 0.1f, true);

    private final InvoiceDocument document;
    private final Labels labels;
    private final TaggedPdf pdf;
    private float y = TOP;

    private InvoicePdf(InvoiceDocument document, Labels labels, TaggedPdf pdf) {
        this.document = document;
        this.labels = labels;
        this.pdf = pdf;
    }

    public static byte[] of(InvoiceDocument document) {
        Labels labels = Labels.in(document.language());
        try (var pdf = new TaggedPdf(title(document, labels), labels.language())) {
            new InvoicePdf(document, labels, pdf).write();
            return pdf.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a PDF is made in memory", e);
        }
    }

    private static String title(InvoiceDocument document, Labels labels) {
        String kind = document.kind() == Kind.INVOICE ? labels.invoice() : labels.creditNote();
        return kind + " " + document.number();
    }

    private void write() throws IOException {
        writeHead();
        writeParties();
        writeRows();
        writeTotals();
    }

    private void writeHead() throws IOException {
        line(StandardStructureTypes.H1, TITLE, title(document, labels), 20);
        line(StandardStructureTypes.P, SUBTITLE, labels.date() + " " + document.date(), 40);
    }

    private void writeParties() throws IOException {
        float top = y;
        Seller seller = document.seller();
        List<String> from = new ArrayList<>();
        from.add(seller.name());
        from.addAll(seller.address());
        addVatId(from, seller.vatId());
        List<String> to = new ArrayList<>(List.of(document.buyer(), document.buyerCountry()));
        addVatId(to, document.buyerVatId());
        writeParty(labels.from(), from, LEFT);
        float lowest = y;
        y = top;
        writeParty(labels.to(), to, SECOND_COLUMN);
        y = Math.min(y, lowest) - 30;
    }

    private void addVatId(List<String> lines, @Nullable String vatId) {
        if (vatId != null) {
            lines.add(labels.vatId() + " " + vatId);
        }
    }

    private void writeParty(String head, List<String> lines, float x) throws IOException {
        pdf.text(element(StandardStructureTypes.H2), SMALL_HEAD, x, y, head);
        y -= 16;
        for (String each : lines) {
            pdf.text(element(StandardStructureTypes.P), BODY, x, y, each);
            y -= 14;
        }
    }

    private void writeRows() throws IOException {
        PDStructureElement table = element(StandardStructureTypes.TABLE);
        writeTableHead(table);
        for (Row each : document.rows()) {
            if (y < BOTTOM) {
                pdf.newPage();
                y = TOP;
                table = element(StandardStructureTypes.TABLE);
                writeTableHead(table);
            }
            writeRow(table, each);
        }
        y -= 14;
    }

    private void writeTableHead(PDStructureElement table) throws IOException {
        PDStructureElement row = pdf.element(table, StandardStructureTypes.TR);
        pdf.text(pdf.header(row, "Column"), SMALL_HEAD, LEFT, y, labels.what());
        pdf.text(pdf.header(row, "Column"), SMALL_HEAD, SECOND_COLUMN, y, labels.period());
        pdf.text(pdf.header(row, "Column"), AMOUNT_HEAD, RIGHT, y, labels.amount());
        pdf.rule(LEFT, RIGHT, y - 6);
        y -= 22;
    }

    private void writeRow(PDStructureElement table, Row line) throws IOException {
        PDStructureElement row = pdf.element(table, StandardStructureTypes.TR);
        PDStructureElement what = pdf.element(row, StandardStructureTypes.TD);
        float top = y;
        for (String each : folded(description(line), SECOND_COLUMN - LEFT - NARROWEST_GAP)) {
            pdf.text(what, BODY, LEFT, y, each);
            y -= 14;
        }
        PDStructureElement period = pdf.element(row, StandardStructureTypes.TD);
        pdf.text(period, BODY, SECOND_COLUMN, top, line.from() + " – " + line.until());
        PDStructureElement amount = pdf.element(row, StandardStructureTypes.TD);
        pdf.text(amount, AMOUNT, RIGHT, top, labels.money(line.net()));
        y -= 6;
    }

    private String description(Row line) {
        String pattern = labels.kinds().getOrDefault(line.kind(), "%s");
        return pattern.formatted(line.name());
    }

    /// In lines that are no wider than this, broken between words where there are any.
    private List<String> folded(String text, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && pdf.width(BODY, longer) > width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private void writeTotals() throws IOException {
        pdf.rule(SECOND_COLUMN, RIGHT, y + 14);
        PDStructureElement table = element(StandardStructureTypes.TABLE);
        writeTotal(table, labels.net(), document.net());
        writeTotal(table, tax(), document.tax());
        writeTotal(table, TOTAL, TOTAL_AMOUNT, labels.total(), document.total());
        if (!document.creditUsed().isZero()) {
            writeTotal(table, labels.creditUsed(), document.creditUsed());
        }
        if (!document.creditEarned().isZero()) {
            writeTotal(table, labels.creditEarned(), document.creditEarned());
        }
        if (document.kind() == Kind.INVOICE) {
            writeTotal(table, TOTAL, TOTAL_AMOUNT, labels.due(), document.due());
        }
        if (document.taxRate().kind() == TaxRate.Kind.REVERSE_CHARGE) {
            y -= 10;
            line(StandardStructureTypes.P, BODY, labels.reverseCharge(), 14);
        }
    }

    private String tax() {
        TaxRate rate = document.taxRate();
        return rate.kind() == TaxRate.Kind.STANDARD
                ? "%s %s (%s)"
                        .formatted(labels.tax(), labels.percent(rate.basisPoints()), rate.country())
                : labels.tax();
    }

    private void writeTotal(PDStructureElement table, String label, Money amount)
            throws IOException {
        writeTotal(table, BODY, AMOUNT, label, amount);
    }

    private void writeTotal(
            PDStructureElement table, Style left, Style right, String label, Money amount)
            throws IOException {
        if (y < BOTTOM) {
            pdf.newPage();
            y = TOP;
        }
        PDStructureElement row = pdf.element(table, StandardStructureTypes.TR);
        pdf.text(pdf.header(row, "Row"), left, SECOND_COLUMN, y, label);
        pdf.text(
                pdf.element(row, StandardStructureTypes.TD), right, RIGHT, y, labels.money(amount));
        y -= 18;
    }

    private void line(String type, Style style, String text, float below) throws IOException {
        pdf.text(element(type), style, LEFT, y, text);
        y -= below;
    }

    private PDStructureElement element(String type) {
        return pdf.element(pdf.root(), type);
    }
}
