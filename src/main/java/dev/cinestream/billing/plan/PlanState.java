package dev.cinestream.billing.plan;

import dev.cinestream.billing.Interval;
import dev.cinestream.billing.Offer;
import dev.cinestream.billing.Terms;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;

/// Where a plan stands. Versions before the newest live on in the terms of who subscribed to them.
public sealed interface PlanState {

    /// Not there.
    record None() implements PlanState {}

    /// Can be subscribed to.
    record Offered(UUID id, int version, Offer offer) implements PlanState {

        /// What a new subscription is on; nothing when it is not sold so.
        public Optional<Terms> terms(Interval interval, CurrencyUnit currency, String language) {
            return offer.terms(id, version, interval, currency, language);
        }
    }

    /// For ever.
    record Retired(UUID id, int version, Offer offer) implements PlanState {}
}
