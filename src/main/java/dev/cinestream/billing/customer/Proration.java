package dev.cinestream.billing.customer;

import dev.cinestream.billing.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.joda.money.Money;

/// The part of a period that is left, to the second, as a ratio of whole numbers.
///
/// @param part seconds that are left
/// @param whole seconds of the period; 0 when it is shorter than one, and then nothing of it is left
record Proration(long part, long whole) {

    static final Proration ALL = new Proration(1, 1);

    static Proration left(Period period, Instant at) {
        long end = period.until().getEpochSecond();
        return new Proration(end - at.getEpochSecond(), end - period.from().getEpochSecond());
    }

    /// That part of the amount, rounded half up.
    Money of(Money amount) {
        return whole == 0 ? Money.zero(amount.getCurrencyUnit()) : of(amount, part, whole);
    }

    /// A share of an amount, rounded half up (away from zero), so that what is given back is rounded as what is charged.
    static Money of(Money amount, long part, long whole) {
        long minor =
                BigDecimal.valueOf(amount.getAmountMinorLong())
                        .multiply(BigDecimal.valueOf(part))
                        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                        .longValueExact();
        return Money.ofMinor(amount.getCurrencyUnit(), minor);
    }
}
