package dev.cinestream.billing.testclock;

import java.time.Instant;

/// What may be asked of a test clock.
public sealed interface TestClockCommand {

    /// @param at what it shows first
    record CreateTestClock(Instant at) implements TestClockCommand {}

    /// Go on until it shows this, and let everything happen on the way that is due by then.
    record AdvanceTestClock(Instant to) implements TestClockCommand {}

    /// Show this: the next moment on the way at which something is due, or the end of the way. Nothing happens when it lies
    /// behind, or beyond the end.
    record MoveTestClock(Instant to) implements TestClockCommand {}

    /// Stand, if it shows the end of its way: all that is due by then has happened.
    record StopTestClock() implements TestClockCommand {}
}
