package dev.cinestream.billing.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cinestream.billing.BillingModule;
import dev.cinestream.billing.TestClockModule;
import dev.cinestream.billing.customer.CustomerCommand;
import dev.cinestream.billing.testclock.TestClockCommand;
import dev.cinestream.billing.testclock.TestClockState;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandContext;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.log.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Test clocks and what happens to customers, for tests of what happens in time.
@ApplicationScoped
public class Clocks {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAY = Duration.ofMinutes(2);

    private final CommandBus bus;

    public Clocks(CommandBus bus) {
        this.bus = bus;
    }

    /// A new one, that shows this.
    public UUID at(Instant now) {
        UUID clock = Uuid7.next();
        done(TestClockModule.TEST_CLOCK, clock, new TestClockCommand.CreateTestClock(now));
        return clock;
    }

    /// Moves it, and waits until it stands.
    public void advance(UUID clock, Instant to) {
        done(TestClockModule.TEST_CLOCK, clock, new TestClockCommand.AdvanceTestClock(to));
        await().atMost(LONGEST_WAY)
                .until(() -> state(clock).equals(new TestClockState.Standing(to)));
    }

    public void tell(UUID customer, CustomerCommand command) {
        done(BillingModule.CUSTOMER, customer, command);
    }

    private TestClockState state(UUID clock) {
        var head = bus.head(TestClockModule.TEST_CLOCK, clock).await().atMost(AT_MOST);
        return head == null ? new TestClockState.None() : head.state();
    }

    private <C, S, E, R extends Rejection> void done(
            AggregateType<C, S, E, R> type, UUID id, C command) {
        String key = "test:" + Uuid7.next();
        var context =
                new CommandContext(key, "", null, "test", key, key, null, null, Durability.COMMIT);
        assertThat(bus.execute(type, id, command, context).await().atMost(AT_MOST))
                .isInstanceOf(CommandResult.Committed.class);
    }
}
