package dev.cinestream.eventsourcing.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.counter.Counter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A retry is the same command (CS-8, CS-9).
class DerivedIdsTest {

    private static final Cause CAUSE = new Cause("mirror", "correlation", "event-1", null);
    private static final UUID ONE = new UUID(1, 1);
    private static final UUID TWO = new UUID(2, 2);

    @Test
    void each_command_of_an_event_has_its_own() {
        assertThat(ids(to(ONE), to(ONE), to(TWO))).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void what_else_a_second_look_finds_changes_no_id() {
        List<String> first = ids(to(ONE));
        List<String> second = ids(to(TWO), to(ONE));
        assertThat(second.get(1)).isEqualTo(first.getFirst());
    }

    @Test
    void another_event_or_another_reaction_gives_others() {
        var otherEvent = new Cause("mirror", "correlation", "event-2", null);
        var otherReaction = new Cause("echo", "correlation", "event-1", null);
        assertThat(ids(to(ONE)))
                .isNotEqualTo(DerivedIds.commandIds(otherEvent, List.of(to(ONE))))
                .isNotEqualTo(DerivedIds.commandIds(otherReaction, List.of(to(ONE))));
    }

    private static List<String> ids(AddressedCommand<?, ?, ?, ?>... commands) {
        return DerivedIds.commandIds(CAUSE, List.of(commands));
    }

    private static AddressedCommand<?, ?, ?, ?> to(UUID stream) {
        return AddressedCommand.of(Counter.TYPE, stream, new Counter.Raise(1, ""));
    }
}
