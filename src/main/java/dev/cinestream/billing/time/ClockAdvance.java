package dev.cinestream.billing.time;

import dev.cinestream.billing.BillingConfig;
import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.InvoiceModule;
import dev.cinestream.billing.TestClockModule;
import dev.cinestream.billing.readmodel.BillingProjection;
import dev.cinestream.billing.readmodel.DueStep;
import dev.cinestream.billing.readmodel.DueSteps;
import dev.cinestream.billing.testclock.TestClockCommand;
import dev.cinestream.billing.testclock.TestClockCommand.MoveTestClock;
import dev.cinestream.billing.testclock.TestClockCommand.StopTestClock;
import dev.cinestream.billing.testclock.TestClockState.Advancing;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.log.Uuid7;
import dev.cinestream.eventsourcing.process.Policies;
import dev.cinestream.eventsourcing.process.Policy;
import dev.cinestream.eventsourcing.projection.Progress;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Moves test clocks along their way: to the next moment at which something is due, lets it happen and all that follows
/// from it, and goes on, until there is nothing left before the end. So timers fire in order, as they would in real time.
///
/// The way is an event, and where the clock is on it another: if this instance dies, the one that takes over its lane
/// groups goes on from there.
@ApplicationScoped
class ClockAdvance {

    private static final Logger LOG = Logger.getLogger(ClockAdvance.class);
    private static final String ACTOR = "system:test-clock";
    private static final List<String> BILLING =
            List.of(
                    BillingModule.CUSTOMER.category(),
                    InvoiceModule.INVOICE.category(),
                    InvoiceModule.INVOICE_BOOK.category(),
                    TestClockModule.TEST_CLOCK.category());
    private static final int CLOCKS_AT_ONCE = 8;
    private static final int A_LOOK = 1_024;

    private final DueSteps due;
    private final Steps steps;
    private final CommandBus bus;
    private final Progress progress;
    private final Policies policies;
    private final Duration restWithin;

    ClockAdvance(
            DueSteps due,
            Steps steps,
            CommandBus bus,
            Progress progress,
            Policies policies,
            BillingConfig config) {
        this.due = due;
        this.steps = steps;
        this.bus = bus;
        this.progress = progress;
        this.policies = policies;
        restWithin = Duration.ofMillis(config.testClocks().restMillis());
    }

    /// Succeeds when each clock that was on its way has arrived.
    Uni<Void> advanceAll() {
        return due.advancing(CLOCKS_AT_ONCE)
                .chain(clocks ->
                        Multi.createFrom()
                                .iterable(clocks)
                                .onItem()
                                .transformToUni(clock -> advance(clock.id()))
                                .merge(CLOCKS_AT_ONCE)
                                .onItem()
                                .ignoreAsUni());
    }

    private Uni<Void> advance(UUID clock) {
        return Uni.createFrom()
                .deferred(() -> goOn(clock))
                .repeat()
                .until(arrived -> arrived)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /// To the next moment; true when there is none, since the clock has arrived.
    private Uni<Boolean> goOn(UUID clock) {
        return bus.head(TestClockModule.TEST_CLOCK, clock)
                .chain(head ->
                        head != null && head.state() instanceof Advancing way
                                ? rest().chain(() -> fire(clock, way.now(), Set.of()))
                                        .chain(() -> next(clock, way))
                                        .chain(to -> move(clock, to))
                                        .replaceWith(false)
                                : Uni.createFrom().item(true));
    }

    /// All that is due at a moment, and what becomes due at it by that.
    ///
    /// @param fired what is still shown though its aggregate was told already
    private Uni<Void> fire(UUID clock, Instant now, Set<UUID> fired) {
        return due.first(clock, now, A_LOOK)
                .map(found -> found.stream().filter(step -> !fired.contains(step.setBy())).toList())
                .chain(found ->
                        found.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : steps.take(found, now)
                                        .chain(this::rest)
                                        .chain(() -> fire(clock, now, with(fired, found))));
    }

    private static Set<UUID> with(Set<UUID> fired, List<DueStep> found) {
        Set<UUID> all = new HashSet<>(fired);
        found.forEach(step -> all.add(step.setBy()));
        return all;
    }

    private Uni<TestClockCommand> next(UUID clock, Advancing way) {
        return way.now().equals(way.target())
                ? Uni.createFrom().item(new StopTestClock())
                : due.nextAfter(clock, way.now())
                        .map(next -> next.filter(at -> at.isBefore(way.target())))
                        .map(next -> new MoveTestClock(next.orElse(way.target())));
    }

    private Uni<?> move(UUID clock, TestClockCommand how) {
        return bus.execute(TestClockModule.TEST_CLOCK, clock, how, context());
    }

    /// Nothing is under way in billing: no consumer of its events lacks one.
    private Uni<Void> rest() {
        List<String> consumers =
                Stream.concat(
                                Stream.of(BillingProjection.NAME),
                                policies.all().stream()
                                        .filter(ClockAdvance::hearsBilling)
                                        .map(Policy::name))
                        .toList();
        return progress.atRest(consumers, BILLING, restWithin)
                .onFailure(Progress.NotYetException.class)
                .invoke(e -> LOG.warnf("a test clock goes on though %s", e.getMessage()))
                .onFailure(Progress.NotYetException.class)
                .recoverWithNull();
    }

    private static boolean hearsBilling(Policy policy) {
        return policy.categories().stream().anyMatch(BILLING::contains);
    }

    private static CommandContext context() {
        String id = ACTOR + ":" + Uuid7.next();
        return new CommandContext(id, ACTOR, null, ACTOR, id, id, null, null, Durability.COMMIT);
    }
}
