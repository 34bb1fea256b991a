package dev.cinestream.billing.readmodel;

import dev.cinestream.billing.testclock.TestClockEvent;
import dev.cinestream.billing.testclock.TestClockEvent.TestClockAdvanceBegun;
import dev.cinestream.billing.testclock.TestClockEvent.TestClockCreated;
import dev.cinestream.billing.testclock.TestClockEvent.TestClockMoved;
import dev.cinestream.billing.testclock.TestClockEvent.TestClockStopped;
import dev.cinestream.eventsourcing.log.Metadata;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A test clock.
///
/// @param target where it is on its way to; null when it stands
@RegisterForReflection
public record TestClockRow(
        UUID id, long revision, Instant now, @Nullable Instant target, int lane) {

    static final Table<TestClockRow> TABLE =
            new Table<>(
                    "test_clock",
                    TestClockRow.class,
                    TestClockRow::id,
                    List.of(
                            Column.moment("target", TestClockRow::target),
                            Column.number("lane", row -> (long) row.lane())));

    static TestClockRow after(
            @Nullable TestClockRow before, TestClockEvent happened, Metadata event) {
        return switch (happened) {
            case TestClockCreated(Instant at) -> of(event, at, null);
            case TestClockAdvanceBegun(Instant to) -> of(event, there(before).now(), to);
            case TestClockMoved(Instant to) -> of(event, to, there(before).target());
            case TestClockStopped(Instant at) -> of(event, at, null);
        };
    }

    private static TestClockRow there(@Nullable TestClockRow before) {
        return Objects.requireNonNull(before, "a clock moves that is not there");
    }

    private static TestClockRow of(Metadata event, Instant now, @Nullable Instant target) {
        return new TestClockRow(event.streamId(), event.revision(), now, target, event.lane());
    }
}
