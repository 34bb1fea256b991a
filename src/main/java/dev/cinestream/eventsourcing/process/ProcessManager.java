package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent;
import dev.cinestream.eventsourcing.process.deadline.DeadlineEvent.DeadlinePassed;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Stream;

/// A reaction that must remember. Its memory is an aggregate of its own kind, one stream a process: what it hears becomes a
/// command to its memory, and what its memory then decides becomes commands to others, and deadlines.
///
/// ```
/// others' events ──hear──▶ memory (decide, evolve) ──its events──▶ act ──▶ commands, deadlines
///                            ▲                                                        │
///                            └───────────────────── passed ◀──────────────────────────┘
/// ```
///
/// So a process is tested as any aggregate, its past can be read as any stream's, and it hears of each event once: it is a
/// [Policy] twice over. Events of different streams may come in any order, and a deadline may pass just when it is cancelled;
/// the memory's rules say what that means.
///
/// Its channel subscribes to the topics of all [#categories()].
public interface ProcessManager<C, S, E, R extends Rejection> extends Policy {

    /// Its memory's kind.
    AggregateType<C, S, E, R> memory();

    /// The categories of others that it hears.
    List<String> hears();

    /// Commands to its memory that follow from an event of [#hears()].
    List<AddressedCommand<C, S, E, R>> hear(Envelope<?> event);

    /// Commands to its memory that follow from a deadline of its own.
    List<AddressedCommand<C, S, E, R>> passed(DeadlinePassed deadline);

    /// What one of its processes demands of others: their commands, and [Deadlines#set] and [Deadlines#cancel].
    ///
    /// @param about of the event; its stream is the process, and its `recordedAt` the time to reckon deadlines from
    List<AddressedCommand<?, ?, ?, ?>> act(Metadata about, E event);

    @Override
    default List<String> categories() {
        return Stream.concat(
                        hears().stream(), Stream.of(memory().category(), Deadlines.TYPE.category()))
                .toList();
    }

    @Override
    default Uni<List<AddressedCommand<?, ?, ?, ?>>> react(Envelope<?> event) {
        return Uni.createFrom().item(List.copyOf(commands(event)));
    }

    private List<? extends AddressedCommand<?, ?, ?, ?>> commands(Envelope<?> event) {
        if (event.metadata().category().equals(memory().category())) {
            E own = memory().eventTypes().base().cast(event.event());
            return act(event.metadata(), own);
        }
        return switch (event.event()) {
            case DeadlinePassed passed when passed.process().equals(name()) -> passed(passed);
            case DeadlineEvent _ -> List.of();
            default -> hear(event);
        };
    }
}
