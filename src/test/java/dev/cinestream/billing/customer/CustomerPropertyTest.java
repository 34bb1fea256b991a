package dev.cinestream.billing.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import dev.cinestream.billing.Bill;
import dev.cinestream.billing.Line;
import dev.cinestream.billing.NextStep;
import dev.cinestream.billing.Terms;
import dev.cinestream.billing.customer.CustomerCommand.ChangePlan;
import dev.cinestream.billing.customer.CustomerCommand.Proceed;
import dev.cinestream.billing.customer.CustomerCommand.When;
import dev.cinestream.billing.customer.CustomerState.Open;
import dev.cinestream.billing.customer.Subscription.Active;
import dev.cinestream.eventsourcing.decider.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Whatever customers, support and the system do in whatever order, the rules of money and time hold (CS-4, CS-8).
class CustomerPropertyTest {

    private static final int STEPS = 60;
    private static final Set<Class<?>> NOT_GENERATED =
            Set.of(CustomerEvent.PaymentMethodRemoved.class, CustomerEvent.TestClockUsed.class);

    /// Else the rest would prove little.
    @Test
    void such_lives_see_every_kind_of_event() {
        Set<Class<?>> seen = new HashSet<>();
        afterEachStep(life -> life.events().forEach(event -> seen.add(event.getClass())));

        assertThat(seen)
                .containsAll(
                        Stream.of(CustomerEvent.class.getPermittedSubclasses())
                                .filter(type -> !NOT_GENERATED.contains(type))
                                .toList());
    }

    @Test
    void every_decision_is_pure_and_survives_the_log() {
        Seeded.forSeeds(
                20,
                seeded -> {
                    var life = new Life(seeded);
                    for (int i = 0; i < STEPS; i++) {
                        CustomerCommand command = life.next();
                        Ada.KIT.given(life.events()).when(command);
                        life.happen(command);
                    }
                });
    }

    @Test
    void the_preview_of_a_command_is_the_bill_it_makes() {
        Seeded.forSeeds(
                300,
                seeded -> {
                    var life = new Life(seeded);
                    for (int i = 0; i < STEPS; i++) {
                        CustomerCommand command = life.next();
                        Decision<Bill, CustomerRejection> preview =
                                Preview.of(command, life.state());
                        List<Bill> made = Ada.bills(life.happen(command));
                        assertThat(made).hasSizeLessThan(2);
                        assertThat(
                                        preview instanceof Decision.Accepted<?, ?>(var bills)
                                                ? bills
                                                : List.of())
                                .isEqualTo(made);
                    }
                });
    }

    @Test
    void the_upcoming_bill_is_what_comes_however_late() {
        Seeded.forSeeds(
                300,
                seeded -> {
                    var life = new Life(seeded);
                    for (int i = 0; i < STEPS; i++) {
                        life.happen(life.next());
                        Optional<Bill> upcoming = Preview.upcoming(life.state(), life.taxes());
                        if (life.lives() && seeded.oneIn(2)) {
                            Instant late =
                                    life.nextStep().at().plus(Duration.ofDays(seeded.below(400)));
                            assertThat(Ada.bills(life.happen(new Proceed(late, life.taxes()))))
                                    .isEqualTo(upcoming.stream().toList());
                        }
                    }
                });
    }

    @Test
    void what_a_change_for_the_periods_end_will_cost_is_what_it_costs() {
        Seeded.forSeeds(
                300,
                seeded -> {
                    Life life = active(seeded);
                    var change =
                            new ChangePlan(life.terms(), When.PERIOD_END, life.now(), life.taxes());
                    Optional<Bill> preview =
                            Preview.upcomingAfter(change, life.state(), life.taxes());
                    List<CustomerEvent> scheduled = life.happen(change);
                    if (!scheduled.isEmpty()) {
                        assertThat(
                                        Ada.bills(
                                                life.happen(
                                                        new Proceed(
                                                                life.nextStep().at(),
                                                                life.taxes()))))
                                .isEqualTo(preview.stream().toList());
                    }
                });
    }

    @Test
    void periods_follow_one_another_and_each_is_billed_once() {
        afterEachStep(life -> new Periods(life.events()).hold());
    }

    @Test
    void what_lives_has_a_next_step_and_it_does_something() {
        afterEachStep(life -> {
            if (life.state() instanceof Open customer && life.lives()) {
                assertThat(lastStep(life.events())).isEqualTo(life.nextStep());
                var proceed = new Proceed(life.nextStep().at(), life.taxes());
                assertThat(new Customer().decide(proceed, customer))
                        .isInstanceOf(Decision.Accepted.class)
                        .isNotEqualTo(Decision.accept());
            }
        });
    }

    @Test
    void what_is_due_comes_to_an_end() {
        Seeded.forSeeds(
                200,
                seeded -> {
                    var life = new Life(seeded);
                    for (int i = 0; i < STEPS; i++) {
                        life.happen(life.next());
                    }
                    var proceed = new Proceed(life.now().plus(Duration.ofDays(365)), life.taxes());
                    int steps = 0;
                    while (!life.happen(proceed).isEmpty()) {
                        steps++;
                        assertThat(steps).isLessThan(100);
                    }
                    assertThat(!life.lives() || life.nextStep().at().isAfter(proceed.at()))
                            .isTrue();
                });
    }

    @Test
    void each_bill_adds_up() {
        afterEachStep(life -> Ada.bills(life.events()).forEach(CustomerPropertyTest::addsUp));
    }

    @Test
    void credit_is_what_was_earned_and_given_less_what_was_used_and_never_below_zero() {
        afterEachStep(life -> {
            if (life.state() instanceof Open customer) {
                Money credit = customer.credit();
                assertThat(credit == null ? 0 : credit.getAmountMinorLong())
                        .isEqualTo(creditOf(life.events()))
                        .isNotNegative();
            }
        });
    }

    @Test
    void bills_are_numbered_without_a_hole() {
        afterEachStep(life -> {
            List<Bill> bills = Ada.bills(life.events());
            for (int i = 0; i < bills.size(); i++) {
                assertThat(bills.get(i).number()).isEqualTo(i + 1);
                assertThat(bills.get(i).id()).isEqualTo(Ada.bill(i + 1));
            }
        });
    }

    /// The bound: one minor unit for each line of the two bills, as each is rounded by itself.
    @Test
    void a_change_there_and_back_in_the_same_second_costs_at_most_its_roundings() {
        var tried = new AtomicInteger();
        Seeded.forSeeds(
                500,
                seeded -> {
                    Life life = active(seeded);
                    if (!(life.state() instanceof Open open
                                    && open.subscription() instanceof Active(var running))
                            || !taxedAsCharged(life, running)) {
                        return;
                    }
                    Terms there = life.terms(running.terms().interval());
                    List<Bill> bills = Ada.bills(changed(life, there));
                    if (!bills.isEmpty()) {
                        Bill back = Ada.bills(changed(life, running.terms())).getFirst();
                        long cost =
                                bills.getFirst().total().plus(back.total()).getAmountMinorLong();
                        int lines = bills.getFirst().lines().size() + back.lines().size();
                        assertThat(Math.abs(cost)).isLessThanOrEqualTo(lines);
                        tried.incrementAndGet();
                    }
                });
        assertThat(tried).hasValueGreaterThan(50);
    }

    private static List<CustomerEvent> changed(Life life, Terms terms) {
        return life.happen(new ChangePlan(terms, When.NOW, life.now(), life.taxes()));
    }

    /// Nobody moved to where tax is another since it was charged.
    private static boolean taxedAsCharged(Life life, Subscription.Running running) {
        Open customer = (Open) life.state();
        Bill renewed =
                Bills.whole(
                        customer.withDiscount(null),
                        Bill.Reason.RENEWAL,
                        running.terms(),
                        running.period(),
                        life.taxes());
        Bill charged = Ada.lastBill(life.events());
        return charged.taxRate().equals(renewed.taxRate());
    }

    private static Life active(Seeded seeded) {
        var life = new Life(seeded);
        for (int i = 0; i < STEPS * 2; i++) {
            life.happen(life.next());
            if (i > 10
                    && life.state() instanceof Open open
                    && open.subscription() instanceof Active) {
                return life;
            }
        }
        return life;
    }

    private static void afterEachStep(Consumer<Life> holds) {
        Seeded.forSeeds(
                100,
                seeded -> {
                    var life = new Life(seeded);
                    for (int i = 0; i < STEPS; i++) {
                        life.happen(life.next());
                        holds.accept(life);
                    }
                });
    }

    private static void addsUp(Bill bill) {
        Money none = Money.zero(bill.total().getCurrencyUnit());
        assertThat(bill.total())
                .isEqualTo(sum(none, bill.lines().stream().map(Line::gross).toList()));
        assertThat(bill.total()).isEqualTo(bill.net().plus(bill.tax()));
        assertThat(bill.total())
                .isEqualTo(bill.due().plus(bill.creditUsed()).minus(bill.creditEarned()));
        assertThat(List.of(bill.due(), bill.creditUsed(), bill.creditEarned()))
                .noneMatch(Money::isNegative);
        assertThat(bill.due().isZero() || bill.creditEarned().isZero()).isTrue();
    }

    private static Money sum(Money none, List<Money> all) {
        return all.stream().reduce(none, Money::plus);
    }

    private static long creditOf(List<CustomerEvent> events) {
        return events.stream()
                .mapToLong(event ->
                        switch (event) {
                            case CustomerEvent.CreditGiven(var amount) ->
                                    amount.getAmountMinorLong();
                            case CustomerEvent.Billed(var bill) ->
                                    bill.creditEarned()
                                            .minus(bill.creditUsed())
                                            .getAmountMinorLong();
                            default -> 0;
                        })
                .sum();
    }

    /// What the events say happens next.
    private static NextStep lastStep(List<CustomerEvent> events) {
        return events.reversed().stream()
                .map(CustomerPropertyTest::stepOf)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<NextStep> stepOf(CustomerEvent event) {
        return switch (event) {
            case CustomerEvent.TrialStarted it -> Optional.of(it.next());
            case CustomerEvent.TrialExtended it -> Optional.of(it.next());
            case CustomerEvent.SubscriptionBegun it -> Optional.of(it.next());
            case CustomerEvent.PeriodBegun it -> Optional.of(it.next());
            case CustomerEvent.PlanChanged it -> Optional.of(it.next());
            case CustomerEvent.CancellationScheduled it -> Optional.of(it.next());
            case CustomerEvent.PauseScheduled it -> Optional.of(it.next());
            case CustomerEvent.ScheduleCleared it -> Optional.of(it.next());
            case CustomerEvent.SubscriptionPaused it -> Optional.of(it.next());
            default -> Optional.empty();
        };
    }
}
