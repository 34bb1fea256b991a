package dev.cinestream.billing;

import org.joda.money.Money;

/// A line of a bill. Negative amounts are given back.
///
/// @param kind what for
/// @param name the plan's or the coupon's
/// @param period that it pays for
/// @param net without tax
/// @param tax on it
public record Line(Kind kind, String name, Period period, Money net, Money tax) {

    public enum Kind {
        /// A whole period.
        SUBSCRIPTION,
        /// What is left of a period, after a change of plan.
        REMAINING,
        /// What was paid for and is not used, after a change of plan.
        UNUSED,
        /// What a coupon takes off.
        DISCOUNT
    }

    public Money gross() {
        return net.plus(tax);
    }
}
