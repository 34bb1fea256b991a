package dev.cinestream.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tax rates by country, each with the days it is valid on. A value: it is handed to the rules with each command that may
/// bill.
///
/// @param seller the seller's country
/// @param entries what is not listed is not taxed
/// @param union countries among which a business with a VAT id owes the tax itself
public record TaxTable(String seller, List<Entry> entries, Set<String> union) {

    /// @param from the first day
    /// @param until the first day it is valid no more; null while that is unknown
    public record Entry(
            String country, int basisPoints, LocalDate from, @Nullable LocalDate until) {

        boolean isFor(String where, LocalDate day) {
            return country.equals(where)
                    && !day.isBefore(from)
                    && (until == null || day.isBefore(until));
        }
    }

    public TaxTable {
        entries = List.copyOf(entries);
        union = Set.copyOf(union);
    }

    /// What a customer's bill is taxed with; for reverse charge, the rate that the customer owes.
    public TaxRate rate(Residence residence, Instant at) {
        String country = residence.country();
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return entries.stream()
                .filter(entry -> entry.isFor(country, day))
                .findFirst()
                .map(entry -> new TaxRate(country, entry.basisPoints(), kind(residence)))
                .orElseGet(() -> new TaxRate(country, 0, TaxRate.Kind.NONE));
    }

    private TaxRate.Kind kind(Residence residence) {
        boolean abroad = !residence.country().equals(seller);
        boolean within = union.contains(residence.country()) && union.contains(seller);
        return residence.vatId() != null && abroad && within
                ? TaxRate.Kind.REVERSE_CHARGE
                : TaxRate.Kind.STANDARD;
    }
}
