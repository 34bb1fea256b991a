package dev.cinestream.billing.testclock;

import java.time.Instant;

/// What a test clock shows, and where it goes.
public sealed interface TestClockState {

    /// Not there.
    record None() implements TestClockState {}

    record Standing(Instant now) implements TestClockState {}

    /// @param target what it shows in the end
    record Advancing(Instant now, Instant target) implements TestClockState {}
}
