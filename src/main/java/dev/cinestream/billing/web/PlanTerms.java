package dev.cinestream.billing.web;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Interval;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.plan.PlanState.Offered;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.platform.http.Languages;
import dev.cinestream.platform.http.Problem.Violation;
import dev.cinestream.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;

/// The terms of a plan as it is offered now.
@ApplicationScoped
class PlanTerms {

    private final CommandBus bus;

    PlanTerms(CommandBus bus) {
        this.bus = bus;
    }

    /// @throws ProblemException 422 when the plan is not offered, or not so
    Uni<Terms> of(
            UUID plan, Interval interval, CurrencyUnit currency, @Nullable String acceptLanguage) {
        return bus.head(BillingModule.PLAN, plan)
                .map(head -> {
                    if (head != null && head.state() instanceof Offered offered) {
                        String language =
                                Languages.best(
                                        acceptLanguage, offered.offer().names().keySet(), "en");
                        return offered.terms(interval, currency, language)
                                .orElseThrow(() -> notSoldSo(interval, currency));
                    }
                    throw notOffered();
                });
    }

    static CurrencyUnit currency(String code) {
        try {
            return CurrencyUnit.of(code);
        } catch (IllegalCurrencyException _) {
            String right = "an ISO 4217 code, for example EUR";
            throw ProblemException.unprocessable(
                    "unknown-currency",
                    "/currency: Expected " + right,
                    Violation.inBody("/currency", "Is no currency", right));
        }
    }

    private static ProblemException notOffered() {
        return ProblemException.unprocessable(
                "plan-not-offered",
                "/plan: There is no plan with this id that can be subscribed to.",
                Violation.inBody("/plan", "Is not offered", "the id of one of GET /v1/plans"));
    }

    private static ProblemException notSoldSo(Interval interval, CurrencyUnit currency) {
        return ProblemException.unprocessable(
                "plan-not-sold-so",
                "The plan has no price by " + interval + " in " + currency + ".",
                Violation.inBody("/interval", "Has no price", "one of the plan's prices"));
    }
}
