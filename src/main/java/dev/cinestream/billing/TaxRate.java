package dev.cinestream.billing;

/// The tax on a bill.
///
/// @param country whose tax
/// @param basisPoints hundredths of a percent: 1900 is 19 %
public record TaxRate(String country, int basisPoints, Kind kind) {

    /// Who owes it.
    public enum Kind {
        /// The seller, who collects it.
        STANDARD,
        /// The buyer, a business in another country of the EU; the bill shows none (article 196 of directive 2006/112/EC).
        REVERSE_CHARGE,
        /// Nobody.
        NONE
    }
}
