package dev.cinestream.billing.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.Line;
import dev.cinestream.billing.TaxRate;
import dev.cinestream.billing.document.InvoiceDocument.Kind;
import dev.cinestream.billing.document.InvoiceDocument.Row;
import dev.cinestream.billing.document.InvoiceDocument.Seller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/// CS-4: an invoice can be read, by eyes and by a screen reader. Whether it is PDF/UA-1 is said by veraPDF.
class InvoicePdfTest {

    private static final Row MONTH =
            new Row(
                    Line.Kind.SUBSCRIPTION,
                    "Premium",
                    LocalDate.parse("2026-01-31"),
                    LocalDate.parse("2026-02-27"),
                    euros(10_916));

    @BeforeAll
    static void initialise() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    @Test
    void it_says_who_owes_whom_what_for() throws IOException {
        assertThat(textOf(invoice("en", List.of(MONTH))))
                .contains(
                        "Invoice CS-2026-000007",
                        "Ciné & Söhne <GmbH>",
                        "VAT id DE123456789",
                        "Premium 2026-01-31 – 2026-02-27 109.16 EUR",
                        "Tax 19 % (DE) 20.74 EUR",
                        "Total 129.90 EUR",
                        "Paid by credit 29.90 EUR",
                        "Amount due 100.00 EUR");
    }

    @Test
    void it_speaks_german_to_those_who_do() throws IOException {
        assertThat(textOf(invoice("de-AT", List.of(MONTH))))
                .contains("Rechnung CS-2026-000007", "Zu zahlen 100,00 EUR");
    }

    @Test
    void a_credit_note_says_what_is_given_back() throws IOException {
        var unused =
                new Row(
                        Line.Kind.UNUSED,
                        "Premium",
                        LocalDate.parse("2026-02-10"),
                        LocalDate.parse("2026-02-27"),
                        euros(-1_250));
        assertThat(
                        textOf(
                                new InvoiceDocument(
                                        Kind.CREDIT_NOTE,
                                        "CS-CN-2026-000001",
                                        LocalDate.parse("2026-02-10"),
                                        "en",
                                        seller(),
                                        "Customer 7",
                                        "FR",
                                        "FR12345678901",
                                        List.of(unused),
                                        new TaxRate("FR", 2_000, TaxRate.Kind.REVERSE_CHARGE),
                                        euros(-1_250),
                                        euros(0),
                                        euros(-1_250),
                                        euros(0),
                                        euros(1_250),
                                        euros(0))))
                .contains(
                        "Credit note CS-CN-2026-000001",
                        "Premium, not used",
                        "Total −12.50 EUR",
                        "Credited to your account 12.50 EUR",
                        "Reverse charge: the recipient owes the tax.")
                .doesNotContain("Amount due");
    }

    @Test
    void a_long_one_goes_on_over_pages_and_loses_no_line() throws IOException {
        byte[] pdf = InvoicePdf.of(invoice("en", Collections.nCopies(90, MONTH)));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            assertThat(new PDFTextStripper().getText(document).split("Premium ", -1))
                    .hasSize(90 + 1);
        }
        assertThat(failuresOf(pdf)).isEmpty();
    }

    @Test
    void a_letter_that_the_font_lacks_stops_nothing() throws IOException {
        var row =
                new Row(
                        Line.Kind.SUBSCRIPTION,
                        "映画 Плюс",
                        MONTH.from(),
                        MONTH.until(),
                        MONTH.net());
        assertThat(textOf(invoice("en", List.of(row)))).contains("?? Плюс");
    }

    private static String textOf(InvoiceDocument document) throws IOException {
        byte[] pdf = InvoicePdf.of(document);
        assertThat(failuresOf(pdf)).as("against PDF/UA-1").isEmpty();
        try (PDDocument read = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(read);
        }
    }

    private static List<String> failuresOf(byte[] pdf) {
        try (PDFAParser parser =
                        Foundries.defaultInstance()
                                .createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            ValidationResult result = validator.validate(parser);
            return result.getFailedChecks().keySet().stream()
                    .map(rule -> rule.getClause() + "-" + rule.getTestNumber())
                    .toList();
        } catch (Exception e) {
            throw new AssertionError("veraPDF cannot read it", e);
        }
    }

    private static InvoiceDocument invoice(String language, List<Row> rows) {
        return new InvoiceDocument(
                Kind.INVOICE,
                "CS-2026-000007",
                LocalDate.parse("2026-01-31"),
                language,
                seller(),
                "Customer 7",
                "DE",
                null,
                rows,
                new TaxRate("DE", 1_900, TaxRate.Kind.STANDARD),
                euros(10_916),
                euros(2_074),
                euros(12_990),
                euros(2_990),
                euros(0),
                euros(10_000));
    }

    private static Seller seller() {
        return new Seller(
                "Ciné & Söhne <GmbH>", List.of("Filmstraße 1", "10115 Berlin"), "DE123456789");
    }

    private static Money euros(long cents) {
        return Money.ofMinor(CurrencyUnit.EUR, cents);
    }
}
