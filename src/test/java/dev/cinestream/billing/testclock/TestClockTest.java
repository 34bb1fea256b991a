package dev.cinestream.billing.testclock;

import dev.cinestream.billing.TestClockModule;
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
import dev.cinestream.eventsourcing.decider.DeciderKit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A test clock goes forward, one way at a time (CS-4).
class TestClockTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant ONE = NOON.plusSeconds(3_600);
    private static final Instant TWO = NOON.plusSeconds(7_200);
    private static final List<TestClockEvent> STANDING = List.of(new TestClockCreated(NOON));
    private static final List<TestClockEvent> ON_ITS_WAY =
            List.of(new TestClockCreated(NOON), new TestClockAdvanceBegun(TWO));
    private static final List<TestClockEvent> ARRIVED =
            List.of(
                    new TestClockCreated(NOON),
                    new TestClockAdvanceBegun(TWO),
                    new TestClockMoved(TWO));

    private final DeciderKit<TestClockCommand, TestClockState, TestClockEvent, TestClockRejection>
            kit = new DeciderKit<>(TestClockModule.TEST_CLOCK);

    @Test
    void a_clock_is_made_once() {
        kit.given(List.of()).when(new CreateTestClock(NOON)).then(new TestClockCreated(NOON));
        kit.given(STANDING).when(new CreateTestClock(NOON)).thenRejected(new TestClockExists());
    }

    @Test
    void a_clock_goes_forward() {
        kit.given(STANDING).when(new AdvanceTestClock(TWO)).then(new TestClockAdvanceBegun(TWO));
    }

    @Test
    void a_clock_goes_neither_back_nor_into_another_age() {
        Instant latest = NOON.plus(Duration.ofDays(3_660));
        var no = new NotAhead(NOON, latest);

        kit.given(STANDING).when(new AdvanceTestClock(NOON)).thenRejected(no);
        kit.given(STANDING).when(new AdvanceTestClock(latest.plusNanos(1_000))).thenRejected(no);
    }

    @Test
    void a_clock_is_on_one_way_at_a_time() {
        kit.given(ON_ITS_WAY).when(new AdvanceTestClock(TWO)).thenNothing();
        kit.given(ON_ITS_WAY).when(new AdvanceTestClock(ONE)).thenRejected(new StillAdvancing(TWO));
    }

    @Test
    void on_its_way_a_clock_moves_up_to_the_end() {
        kit.given(ON_ITS_WAY).when(new MoveTestClock(ONE)).then(new TestClockMoved(ONE));
        kit.given(ON_ITS_WAY).when(new MoveTestClock(TWO)).then(new TestClockMoved(TWO));
        kit.given(ON_ITS_WAY).when(new MoveTestClock(TWO.plusSeconds(1))).thenNothing();
        kit.given(ON_ITS_WAY).when(new MoveTestClock(NOON)).thenNothing();
        kit.given(STANDING).when(new MoveTestClock(ONE)).thenNothing();
    }

    @Test
    void a_clock_stands_when_it_has_arrived_and_not_before() {
        kit.given(ARRIVED).when(new StopTestClock()).then(new TestClockStopped(TWO));
        kit.given(ON_ITS_WAY).when(new StopTestClock()).thenNothing();
        kit.given(STANDING).when(new StopTestClock()).thenNothing();
        kit.given(kit.given(ARRIVED).when(new StopTestClock()).events())
                .when(new AdvanceTestClock(TWO.plusSeconds(1)))
                .then(new TestClockAdvanceBegun(TWO.plusSeconds(1)));
    }

    @Test
    void what_is_not_there_does_not_move() {
        kit.given(List.of()).when(new AdvanceTestClock(TWO)).thenRejected(new NoSuchTestClock());
        kit.given(List.of()).when(new MoveTestClock(TWO)).thenRejected(new NoSuchTestClock());
        kit.given(List.of()).when(new StopTestClock()).thenRejected(new NoSuchTestClock());
    }
}
