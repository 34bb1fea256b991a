package dev.cinestream.billing;

import org.joda.money.Money;

/// What one interval of a plan costs in one currency.
///
/// @param taxIncluded whether the amount contains tax, or tax is added to it
public record Price(Interval interval, Money amount, boolean taxIncluded) {}
