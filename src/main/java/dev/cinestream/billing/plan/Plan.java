package dev.cinestream.billing.plan;

import dev.cinestream.billing.Offer;
import dev.cinestream.billing.plan.PlanCommand.PublishPlan;
import dev.cinestream.billing.plan.PlanCommand.RetirePlan;
import dev.cinestream.billing.plan.PlanCommand.RevisePlan;
import dev.cinestream.billing.plan.PlanEvent.PlanPublished;
import dev.cinestream.billing.plan.PlanEvent.PlanRetired;
import dev.cinestream.billing.plan.PlanEvent.PlanRevised;
import dev.cinestream.billing.plan.PlanState.None;
import dev.cinestream.billing.plan.PlanState.Offered;
import dev.cinestream.billing.plan.PlanState.Retired;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.util.List;

/// What can be subscribed to, in versions.
///
/// ```
/// none ──publish──▶ OFFERED ──retire──▶ RETIRED
///                   │     ▲
///                   └─────┘ revise
/// ```
///
/// Invariants:
/// 1. Versions are numbered 1, 2, 3 …; a version never changes.
/// 2. A version has a name, and one price for each interval and currency that it is sold in.
/// 3. Who has subscribed keeps the version, unless a revision says that all move with their next period. Such a revision
///    is sold in whatever the version before was, so that nobody is left without a price.
/// 4. A retired plan stays retired; who has it keeps it.
public final class Plan implements Decider<PlanCommand, PlanState, PlanEvent, PlanRejection> {

    private static final int FIRST_VERSION = 1;

    @Override
    public PlanState initial() {
        return new None();
    }

    @Override
    public Decision<PlanEvent, PlanRejection> decide(PlanCommand command, PlanState state) {
        return switch (command) {
            case PublishPlan publish -> decidePublish(publish, state);
            case RevisePlan revise -> decideRevise(revise, state);
            case RetirePlan() -> decideRetire(state);
        };
    }

    private static Decision<PlanEvent, PlanRejection> decidePublish(
            PublishPlan command, PlanState state) {
        if (!(state instanceof None)) {
            return Decision.reject(new PlanRejection.PlanExists());
        }
        return unless(
                OfferRules.flawsOf(command.offer()),
                new PlanPublished(command.id(), command.offer()));
    }

    private static Decision<PlanEvent, PlanRejection> decideRevise(
            RevisePlan command, PlanState state) {
        return switch (state) {
            case None() -> Decision.reject(new PlanRejection.NoSuchPlan());
            case Retired _ -> Decision.reject(new PlanRejection.PlanIsRetired());
            case Offered plan when plan.offer().equals(command.offer()) -> Decision.accept();
            case Offered plan ->
                    unless(
                            flawsOf(command, plan.offer()),
                            new PlanRevised(
                                    plan.version() + 1, command.offer(), command.subscribers()));
        };
    }

    private static List<Flaw> flawsOf(RevisePlan command, Offer before) {
        return command.subscribers() == Subscribers.MOVE
                ? OfferRules.flawsOf(command.offer(), before)
                : OfferRules.flawsOf(command.offer());
    }

    private static Decision<PlanEvent, PlanRejection> unless(List<Flaw> flaws, PlanEvent event) {
        return flaws.isEmpty()
                ? Decision.accept(event)
                : Decision.reject(new PlanRejection.InvalidPlan(flaws));
    }

    private static Decision<PlanEvent, PlanRejection> decideRetire(PlanState state) {
        return switch (state) {
            case None() -> Decision.reject(new PlanRejection.NoSuchPlan());
            case Offered _ -> Decision.accept(new PlanRetired());
            case Retired _ -> Decision.accept();
        };
    }

    @Override
    public PlanState evolve(PlanState state, PlanEvent event) {
        return switch (event) {
            case PlanPublished(var id, var offer) -> new Offered(id, FIRST_VERSION, offer);
            case PlanRevised(var version, var offer, _) ->
                    new Offered(offered(state, event).id(), version, offer);
            case PlanRetired() -> {
                Offered plan = offered(state, event);
                yield new Retired(plan.id(), plan.version(), plan.offer());
            }
        };
    }

    private static Offered offered(PlanState state, PlanEvent event) {
        if (state instanceof Offered plan) {
            return plan;
        }
        throw new IllegalStateException(
                event.getClass().getSimpleName() + " of a plan that is not offered");
    }
}
