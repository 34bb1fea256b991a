package dev.cinestream.billing;

import dev.cinestream.billing.TaxTable.Entry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The [TaxTable] of this seller, from `billing/tax-rates.csv`.
@Singleton
public class Taxes {

    private static final String FILE = "billing/tax-rates.csv";

    /// The European Union, among whose countries a business owes the tax itself.
    private static final Set<String> UNION =
            Set.of(
                    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
                    "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI",
                    "SK");

    private final TaxTable table;

    Taxes(BillingConfig config) {
        table = new TaxTable(config.seller().country(), entries(), UNION);
    }

    public TaxTable table() {
        return table;
    }

    private static List<Entry> entries() {
        return text().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(",", -1))
                .map(cells ->
                        new Entry(
                                cells[0],
                                Integer.parseInt(cells[1]),
                                LocalDate.parse(cells[2]),
                                dayOrNone(cells[3])))
                .toList();
    }

    private static @Nullable LocalDate dayOrNone(String cell) {
        return cell.isEmpty() ? null : LocalDate.parse(cell);
    }

    private static String text() {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("this application was built without " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
