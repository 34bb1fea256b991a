package dev.cinestream.billing.plan;

import dev.cinestream.billing.Offer;
import java.util.UUID;

/// What happens to a plan.
public sealed interface PlanEvent {

    /// Its version 1 is there.
    record PlanPublished(UUID id, Offer offer) implements PlanEvent {}

    /// @param version of the new offer
    record PlanRevised(int version, Offer offer, Subscribers subscribers) implements PlanEvent {}

    /// Nobody subscribes to it any more.
    record PlanRetired() implements PlanEvent {}
}
