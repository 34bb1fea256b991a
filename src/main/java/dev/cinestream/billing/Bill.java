package dev.cinestream.billing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/// What a customer owes, to the cent. `net + tax = total` and `total = due + creditUsed − creditEarned`; the totals are the
/// sums of the lines, which are rounded each (half up).
///
/// @param id the invoice's: derives from the customer and the bill's number, so nothing is billed twice
/// @param number of the customer's bills, from 1
/// @param total with tax; negative when more is given back than owed
/// @param creditUsed of the customer's credit
/// @param creditEarned by a negative total
/// @param due to be paid
public record Bill(
        UUID id,
        int number,
        Reason reason,
        Instant at,
        List<Line> lines,
        TaxRate taxRate,
        Money net,
        Money tax,
        Money total,
        Money creditUsed,
        Money creditEarned,
        Money due) {

    /// Why it was made.
    public enum Reason {
        /// A subscription begins: nothing is allowed until it is paid.
        START,
        /// A trial is over, or a period.
        RENEWAL,
        /// A change of plan in the middle of a period.
        CHANGE
    }

    public Bill {
        lines = List.copyOf(lines);
    }
}
