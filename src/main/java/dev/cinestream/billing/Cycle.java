package dev.cinestream.billing;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// The periods of a subscription: each begins on an anniversary of the anchor, on the customer's calendar. All are reckoned
/// from the anchor and none from the one before, so that the 31st comes back after February.
///
/// @param anchor where period 0 begins
/// @param zone whose calendar counts
public record Cycle(Instant anchor, ZoneId zone, Interval interval) {

    /// Where a period begins.
    ///
    /// @param number from 0
    public Instant begin(int number) {
        ZonedDateTime first = anchor.atZone(zone);
        return switch (interval) {
            case MONTH -> first.plusMonths(number).toInstant();
            case YEAR -> first.plusYears(number).toInstant();
        };
    }

    /// @param number from 0
    public Period period(int number) {
        return new Period(begin(number), begin(number + 1));
    }
}
