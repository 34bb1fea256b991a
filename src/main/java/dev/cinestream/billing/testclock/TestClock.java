package dev.cinestream.billing.testclock;

import dev.cinestream.billing.testclock.TestClockCommand.AdvanceTestClock;
import dev.cinestream.billing.testclock.TestClockCommand.CreateTestClock;
import dev.cinestream.billing.testclock.TestClockCommand.MoveTestClock;
import dev.cinestream.billing.testclock.TestClockCommand.StopTestClock;
import dev.cinestream.billing.testclock.TestClockEvent.TestClockAdvanceBegun;
import dev.cinestream.billing.testclock.TestClockEvent.TestClockCreated;
import dev.cinestream.billing.testclock.TestClockEvent.TestClockMoved;
import dev.cinestream.billing.testclock.TestClockEvent.TestClockStopped;
import dev.cinestream.billing.testclock.TestClockRejection.NoSuchTestClock;
import dev.cinestream.billing.testclock.TestClockRejection.NotAhead;
import dev.cinestream.billing.testclock.TestClockRejection.StillAdvancing;
import dev.cinestream.billing.testclock.TestClockRejection.TestClockExists;
import dev.cinestream.billing.testclock.TestClockState.Advancing;
import dev.cinestream.billing.testclock.TestClockState.None;
import dev.cinestream.billing.testclock.TestClockState.Standing;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import java.time.Duration;
import java.time.Instant;

/// Time as some customers have it, moved by hand.
///
/// ```
/// None ──create──▶ Standing ──advance──▶ Advancing ──stop──▶ Standing
///                                         └─move─┘
/// ```
///
/// Invariants:
/// 1. It never goes back.
/// 2. It is on one way at a time, and stands when it has arrived. The way is an event: whoever moves the clock may die, and
///    another goes on.
public final class TestClock
        implements Decider<TestClockCommand, TestClockState, TestClockEvent, TestClockRejection> {

    /// What is asked for by mistake (another century) would keep the machine busy for long.
    private static final Duration FURTHEST = Duration.ofDays(3_660);

    @Override
    public TestClockState initial() {
        return new None();
    }

    @Override
    public Decision<TestClockEvent, TestClockRejection> decide(
            TestClockCommand command, TestClockState state) {
        return switch (command) {
            case CreateTestClock(Instant at) -> decideCreate(at, state);
            case AdvanceTestClock(Instant to) -> decideAdvance(to, state);
            case MoveTestClock(Instant to) -> decideMove(to, state);
            case StopTestClock() -> decideStop(state);
        };
    }

    private static Decision<TestClockEvent, TestClockRejection> decideCreate(
            Instant at, TestClockState state) {
        return state instanceof None
                ? Decision.accept(new TestClockCreated(at))
                : Decision.reject(new TestClockExists());
    }

    private static Decision<TestClockEvent, TestClockRejection> decideAdvance(
            Instant to, TestClockState state) {
        return switch (state) {
            case None() -> Decision.reject(new NoSuchTestClock());
            case Advancing(_, Instant target) ->
                    target.equals(to)
                            ? Decision.accept()
                            : Decision.reject(new StillAdvancing(target));
            case Standing(Instant now) -> {
                Instant latest = now.plus(FURTHEST);
                yield to.isAfter(now) && !to.isAfter(latest)
                        ? Decision.accept(new TestClockAdvanceBegun(to))
                        : Decision.reject(new NotAhead(now, latest));
            }
        };
    }

    private static Decision<TestClockEvent, TestClockRejection> decideMove(
            Instant to, TestClockState state) {
        return switch (state) {
            case None() -> Decision.reject(new NoSuchTestClock());
            case Standing _ -> Decision.accept();
            case Advancing(Instant now, Instant target) ->
                    to.isAfter(now) && !to.isAfter(target)
                            ? Decision.accept(new TestClockMoved(to))
                            : Decision.accept();
        };
    }

    private static Decision<TestClockEvent, TestClockRejection> decideStop(TestClockState state) {
        return switch (state) {
            case None() -> Decision.reject(new NoSuchTestClock());
            case Standing _ -> Decision.accept();
            case Advancing(Instant now, Instant target) ->
                    now.equals(target)
                            ? Decision.accept(new TestClockStopped(now))
                            : Decision.accept();
        };
    }

    @Override
    public TestClockState evolve(TestClockState state, TestClockEvent event) {
        return switch (event) {
            case TestClockCreated(Instant at) -> new Standing(at);
            case TestClockAdvanceBegun(Instant to) -> new Advancing(now(state), to);
            case TestClockMoved(Instant to) -> new Advancing(to, target(state));
            case TestClockStopped(Instant at) -> new Standing(at);
        };
    }

    private static Instant target(TestClockState state) {
        if (state instanceof Advancing(_, Instant target)) {
            return target;
        }
        throw new IllegalStateException("a clock moves that is not on its way");
    }

    private static Instant now(TestClockState state) {
        return switch (state) {
            case None() -> throw new IllegalStateException("there is no clock");
            case Standing(Instant now) -> now;
            case Advancing(Instant now, _) -> now;
        };
    }
}
