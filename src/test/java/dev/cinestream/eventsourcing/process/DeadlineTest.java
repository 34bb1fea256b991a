package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.decider.DeciderKit;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.process.deadline.DeadlineCommand;
import dev.cinestream.eventsourcing.process.deadline.DeadlineCommand.CancelDeadline;
import dev.cinestream.eventsourcing.process.deadline.DeadlineCommand.PassDeadline;
import dev.cinestream.eventsourcing.process.deadline.DeadlineCommand.SetDeadline;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent.DeadlineCancelled;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent.DeadlinePassed;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent.DeadlineSet;
import dev.cinestream.eventsourcing.process.deadline.DeadlineState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A deadline that was set passes once, or is cancelled, or is moved; never two of these (CS-8, CS-9).
class DeadlineTest {

    private static final UUID ABOUT = new UUID(7, 7);
    private static final Instant NINE = Instant.parse("2026-01-31T09:00:00.000001Z");
    private static final Instant TEN = Instant.parse("2026-01-31T10:00:00Z");

    private final DeciderKit<DeadlineCommand, DeadlineState, DeadlineEvent, Rejection> deadline =
            new DeciderKit<>(Deadlines.TYPE);

    @Test
    void a_deadline_passes_at_its_moment() {
        deadline.given(List.of(setTo(NINE))).when(new PassDeadline(NINE)).then(passed(NINE));
    }

    @Test
    void it_passes_once() {
        deadline.given(List.of(setTo(NINE), passed(NINE)))
                .when(new PassDeadline(NINE))
                .thenNothing();
    }

    @Test
    void a_cancelled_deadline_does_not_pass() {
        deadline.given(List.of(setTo(NINE), new DeadlineCancelled()))
                .when(new PassDeadline(NINE))
                .thenNothing();
    }

    @Test
    void a_cancellation_that_comes_too_late_changes_nothing() {
        deadline.given(List.of(setTo(NINE), passed(NINE))).when(new CancelDeadline()).thenNothing();
    }

    @Test
    void a_moved_deadline_does_not_pass_when_it_was_due_before() {
        deadline.given(List.of(setTo(NINE), setTo(TEN))).when(new PassDeadline(NINE)).thenNothing();
        deadline.given(List.of(setTo(NINE), setTo(TEN)))
                .when(new PassDeadline(TEN))
                .then(passed(TEN));
    }

    @Test
    void setting_it_to_the_same_moment_changes_nothing() {
        deadline.given(List.of(setTo(NINE)))
                .when(new SetDeadline("renewal", ABOUT, "grace-period", NINE.plusNanos(999)))
                .thenNothing();
    }

    @Test
    void after_it_passed_it_may_be_set_again() {
        deadline.given(List.of(setTo(NINE), passed(NINE)))
                .when(new SetDeadline("renewal", ABOUT, "grace-period", TEN))
                .then(setTo(TEN));
    }

    @Test
    void a_running_deadline_is_cancelled_once() {
        deadline.given(List.of(setTo(NINE)))
                .when(new CancelDeadline())
                .then(new DeadlineCancelled());
        deadline.given(List.of()).when(new CancelDeadline()).thenNothing();
    }

    private static DeadlineSet setTo(Instant dueAt) {
        return new DeadlineSet("renewal", ABOUT, "grace-period", dueAt);
    }

    private static DeadlinePassed passed(Instant dueAt) {
        return new DeadlinePassed("renewal", ABOUT, "grace-period", dueAt);
    }
}
