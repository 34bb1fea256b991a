package dev.cinestream.billing.plan;

import dev.cinestream.billing.Offer;
import java.util.UUID;

/// What may be asked of a plan.
public sealed interface PlanCommand {

    /// Its first version can be subscribed to from now on.
    ///
    /// @param id the stream's
    record PublishPlan(UUID id, Offer offer) implements PlanCommand {}

    /// Another version takes its place.
    record RevisePlan(Offer offer, Subscribers subscribers) implements PlanCommand {}

    /// Nobody subscribes to it any more. Who has goes on.
    record RetirePlan() implements PlanCommand {}
}
