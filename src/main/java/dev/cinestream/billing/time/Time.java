package dev.cinestream.billing.time;

import dev.cinestream.billing.TestClockModule;
import dev.cinestream.billing.testclock.TestClockState;
import dev.cinestream.eventsourcing.command.CommandBus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What time it is, to the microsecond, as Postgres keeps it.
@ApplicationScoped
public class Time {

    private final CommandBus bus;

    Time(CommandBus bus) {
        this.bus = bus;
    }

    /// @param clock a test clock; null for the real one
    public Uni<Instant> now(@Nullable UUID clock) {
        return clock == null
                ? Uni.createFrom().item(Time::now)
                : bus.head(TestClockModule.TEST_CLOCK, clock)
                        .map(head -> {
                            if (head == null) {
                                throw new IllegalStateException("there is no test clock " + clock);
                            }
                            return shown(head.state());
                        });
    }

    /// On the real clock.
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant shown(TestClockState state) {
        return switch (state) {
            case TestClockState.None() -> throw new IllegalStateException("there is no such clock");
            case TestClockState.Standing(Instant now) -> now;
            case TestClockState.Advancing(Instant now, _) -> now;
        };
    }
}
