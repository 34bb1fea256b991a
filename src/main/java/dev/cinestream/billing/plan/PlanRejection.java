package dev.cinestream.billing.plan;

import dev.cinestream.eventsourcing.decider.Rejection;
import java.util.List;
import java.util.stream.Collectors;

/// Why a plan says no.
public sealed interface PlanRejection extends Rejection {

    record NoSuchPlan() implements PlanRejection {
        @Override
        public String code() {
            return "no-such-plan";
        }

        @Override
        public String detail() {
            return "There is no plan with this id.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    record PlanExists() implements PlanRejection {
        @Override
        public String code() {
            return "plan-exists";
        }

        @Override
        public String detail() {
            return "There is a plan with this id already; revise it.";
        }
    }

    record PlanIsRetired() implements PlanRejection {
        @Override
        public String code() {
            return "plan-retired";
        }

        @Override
        public String detail() {
            return "The plan is retired; publish another one.";
        }
    }

    record InvalidPlan(List<Flaw> flaws) implements PlanRejection {
        public InvalidPlan {
            flaws = List.copyOf(flaws);
        }

        @Override
        public String code() {
            return "invalid-plan";
        }

        @Override
        public String detail() {
            return flaws.stream().map(Flaw::toString).collect(Collectors.joining("; "));
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }
}
