package dev.cinestream.billing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.Entitlement;
import dev.cinestream.billing.Interval;
import dev.cinestream.billing.Offer;
import dev.cinestream.billing.Price;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.plan.PlanCommand.PublishPlan;
import dev.cinestream.billing.plan.PlanCommand.RetirePlan;
import dev.cinestream.billing.plan.PlanCommand.RevisePlan;
import dev.cinestream.billing.plan.PlanEvent.PlanPublished;
import dev.cinestream.billing.plan.PlanEvent.PlanRetired;
import dev.cinestream.billing.plan.PlanEvent.PlanRevised;
import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The rules of a plan (CS-4).
class PlanTest {

    private static final UUID ID = new UUID(0, 7);
    private static final Entitlement HD = new Entitlement(2, 1080, 5, 10);
    private static final Price MONTHLY = price(Interval.MONTH, 1299);
    private static final Price YEARLY = price(Interval.YEAR, 12_900);
    private static final Offer OFFER =
            new Offer(
                    Map.of("en", "Standard", "de", "Normal", "pt", "Padrão"),
                    List.of(MONTHLY, YEARLY),
                    14,
                    HD);
    private static final Offer DEARER =
            new Offer(OFFER.names(), List.of(price(Interval.MONTH, 1499), YEARLY), 7, HD);
    private static final PlanEvent PUBLISHED = new PlanPublished(ID, OFFER);

    private final DeciderKit<PlanCommand, PlanState, PlanEvent, PlanRejection> plan =
            new DeciderKit<>(BillingModule.PLAN);

    private static Price price(Interval interval, long minor) {
        return new Price(interval, Money.ofMinor(CurrencyUnit.EUR, minor), true);
    }

    @Nested
    class Published {

        @Test
        void it_has_its_first_version() {
            plan.given(List.of()).when(new PublishPlan(ID, OFFER)).then(PUBLISHED);
        }

        @Test
        void it_is_once() {
            plan.given(List.of(PUBLISHED))
                    .when(new PublishPlan(ID, OFFER))
                    .thenRejected(new PlanRejection.PlanExists());
        }

        @Test
        void what_is_out_of_bounds_is_refused_with_its_place() {
            Offer wrong =
                    new Offer(
                            Map.of("en_US", " "),
                            List.of(MONTHLY, MONTHLY, price(Interval.YEAR, -1)),
                            400,
                            new Entitlement(0, 1080, 5, -1));
            plan.given(List.of())
                    .when(new PublishPlan(ID, wrong))
                    .thenRejected(
                            new PlanRejection.InvalidPlan(
                                    List.of(
                                            new Flaw(
                                                    "/names/en_US",
                                                    "must be named by a BCP 47 language tag such as en or pt-BR"),
                                            new Flaw(
                                                    "/names/en_US",
                                                    "must have from 1 to 100 characters"),
                                            new Flaw(
                                                    "/prices/1",
                                                    "must be the only one of its interval and currency"),
                                            new Flaw(
                                                    "/prices/2/amount/minor",
                                                    "must be from 0 to 100000000"),
                                            new Flaw("/trialDays", "must be from 0 to 365"),
                                            new Flaw(
                                                    "/entitlement/streams",
                                                    "must be from 1 to 100"),
                                            new Flaw(
                                                    "/entitlement/downloads",
                                                    "must be from 0 to 1000"))));
        }

        @Test
        void what_is_sold_for_nothing_at_all_is_refused() {
            plan.given(List.of())
                    .when(new PublishPlan(ID, new Offer(Map.of(), List.of(), 0, HD)))
                    .thenRejected(
                            new PlanRejection.InvalidPlan(
                                    List.of(
                                            new Flaw("/names", "must be from 1 to 100"),
                                            new Flaw("/prices", "must be from 1 to 200"))));
        }
    }

    @Nested
    class Revised {

        @Test
        void it_has_another_version_and_subscribers_stay() {
            plan.given(List.of(PUBLISHED))
                    .when(new RevisePlan(DEARER, Subscribers.STAY))
                    .then(new PlanRevised(2, DEARER, Subscribers.STAY));
        }

        @Test
        void into_what_it_is_it_keeps_its_version() {
            plan.given(List.of(PUBLISHED))
                    .when(new RevisePlan(OFFER, Subscribers.STAY))
                    .thenNothing();
        }

        @Test
        void all_move_only_to_what_is_sold_in_what_they_pay() {
            plan.given(List.of(PUBLISHED))
                    .when(new RevisePlan(DEARER, Subscribers.MOVE))
                    .then(new PlanRevised(2, DEARER, Subscribers.MOVE));
            plan.given(List.of(PUBLISHED))
                    .when(
                            new RevisePlan(
                                    new Offer(OFFER.names(), List.of(MONTHLY), 0, HD),
                                    Subscribers.MOVE))
                    .thenRejected(
                            new PlanRejection.InvalidPlan(
                                    List.of(
                                            new Flaw(
                                                    "/prices",
                                                    "must have a price for each YEAR in EUR, as subscribers who are moved pay one"))));
        }

        @Test
        void it_must_be_there() {
            plan.given(List.of())
                    .when(new RevisePlan(OFFER, Subscribers.STAY))
                    .thenRejected(new PlanRejection.NoSuchPlan());
        }
    }

    @Nested
    class Retired {

        private final List<PlanEvent> retired = List.of(PUBLISHED, new PlanRetired());

        @Test
        void it_is_for_ever() {
            plan.given(List.of(PUBLISHED)).when(new RetirePlan()).then(new PlanRetired());
            plan.given(retired).when(new RetirePlan()).thenNothing();
            plan.given(retired)
                    .when(new RevisePlan(DEARER, Subscribers.STAY))
                    .thenRejected(new PlanRejection.PlanIsRetired());
        }
    }

    @Nested
    class Its_terms {

        @Test
        void are_the_price_of_an_interval_in_a_currency() {
            assertThat(OFFER.terms(ID, 3, Interval.YEAR, CurrencyUnit.EUR, "en"))
                    .contains(
                            new Terms(
                                    ID,
                                    3,
                                    "Standard",
                                    Interval.YEAR,
                                    YEARLY.amount(),
                                    true,
                                    14,
                                    HD));
        }

        @Test
        void are_none_where_it_is_not_sold() {
            assertThat(OFFER.terms(ID, 3, Interval.YEAR, CurrencyUnit.USD, "en")).isEmpty();
        }

        @Test
        void are_named_in_the_nearest_language() {
            assertThat(OFFER.name("de")).isEqualTo("Normal");
            assertThat(OFFER.name("pt-BR")).isEqualTo("Padrão");
            assertThat(OFFER.name("fr-CA")).isEqualTo("Standard");
            assertThat(new Offer(Map.of("ja", "標準"), List.of(MONTHLY), 0, HD).name("fr"))
                    .isEqualTo("標準");
        }
    }
}
