package dev.cinestream.billing.testclock;

import java.time.Instant;

/// What happens to a test clock.
public sealed interface TestClockEvent {

    record TestClockCreated(Instant at) implements TestClockEvent {}

    /// It is on its way to this moment.
    record TestClockAdvanceBegun(Instant to) implements TestClockEvent {}

    record TestClockMoved(Instant to) implements TestClockEvent {}

    /// It has arrived, and all that is due by then has happened.
    record TestClockStopped(Instant at) implements TestClockEvent {}
}
