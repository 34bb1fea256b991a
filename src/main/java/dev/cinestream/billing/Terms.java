package dev.cinestream.billing;

import java.util.UUID;
import org.joda.money.Money;

/// What a subscription is on: a version of a plan, as it was when the subscription took it.
///
/// @param name the plan's, as it stands on invoices
/// @param price of one interval
/// @param taxIncluded whether the price contains tax, as prices for consumers do in Europe, or tax is added to it
/// @param trialDays before the first charge, for who has had no trial yet; 0 for none
public record Terms(
        UUID plan,
        int version,
        String name,
        Interval interval,
        Money price,
        boolean taxIncluded,
        int trialDays,
        Entitlement entitlement) {}
