package dev.cinestream.billing;

import dev.cinestream.billing.testclock.TestClock;
import dev.cinestream.billing.testclock.TestClockCommand;
import dev.cinestream.billing.testclock.TestClockEvent;
import dev.cinestream.billing.testclock.TestClockRejection;
import dev.cinestream.billing.testclock.TestClockState;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.schema.EventTypes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/// What the engine is told of test clocks: the wire names of their events, and what is written as JSON.
@Dependent
@RegisterForReflection(
        targets = {
            TestClockEvent.TestClockCreated.class,
            TestClockEvent.TestClockAdvanceBegun.class,
            TestClockEvent.TestClockMoved.class,
            TestClockEvent.TestClockStopped.class,
            TestClockState.class,
            TestClockState.None.class,
            TestClockState.Standing.class,
            TestClockState.Advancing.class
        })
public class TestClockModule {

    public static final EventTypes<TestClockEvent> TEST_CLOCK_EVENTS =
            EventTypes.of(TestClockEvent.class)
                    .type("billing.test-clock-created.v1", TestClockEvent.TestClockCreated.class)
                    .type(
                            "billing.test-clock-advance-begun.v1",
                            TestClockEvent.TestClockAdvanceBegun.class)
                    .type("billing.test-clock-moved.v1", TestClockEvent.TestClockMoved.class)
                    .type("billing.test-clock-stopped.v1", TestClockEvent.TestClockStopped.class);

    public static final AggregateType<
                    TestClockCommand, TestClockState, TestClockEvent, TestClockRejection>
            TEST_CLOCK =
                    new AggregateType<>(
                            "billing.test-clock",
                            new TestClock(),
                            TEST_CLOCK_EVENTS,
                            TestClockState.class);

    @Produces
    AggregateType<TestClockCommand, TestClockState, TestClockEvent, TestClockRejection>
            testClock() {
        return TEST_CLOCK;
    }
}
