package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.schema.EventTypes;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.List;

/// Counts what it hears of, up to three; or gives up. Twice the same would be counted twice.
final class Errand implements Decider<Errand.Command, Errand.State, Errand.Event, Rejection> {

    static final EventTypes<Event> EVENTS =
            EventTypes.of(Event.class)
                    .type("test.errand-noted.v1", Noted.class)
                    .type("test.errand-finished.v1", Finished.class)
                    .type("test.errand-given-up.v1", GivenUp.class);

    static final AggregateType<Command, State, Event, Rejection> TYPE =
            new AggregateType<>("test.errand", new Errand(), EVENTS, State.class);

    sealed interface Command {}

    record Note(int by) implements Command {}

    record GiveUp() implements Command {}

    sealed interface Event {}

    record Noted(int by, int heard) implements Event {}

    record Finished(int sum) implements Event {}

    record GivenUp() implements Event {}

    record State(int heard, int sum, boolean over) {}

    @Override
    public State initial() {
        return new State(0, 0, false);
    }

    @Override
    public Decision<Event, Rejection> decide(Command command, State state) {
        if (state.over()) {
            return Decision.accept();
        }
        return switch (command) {
            case Note(int by) -> {
                var noted = new Noted(by, state.heard() + 1);
                yield noted.heard() < 3
                        ? Decision.accept(noted)
                        : Decision.accept(List.of(noted, new Finished(state.sum() + by)));
            }
            case GiveUp() -> Decision.accept(new GivenUp());
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Noted(int by, int heard) -> new State(heard, state.sum() + by, false);
            case Finished _, GivenUp _ -> new State(state.heard(), state.sum(), true);
        };
    }

    /// How the engine finds it.
    @Dependent
    static class Producer {
        @Produces
        AggregateType<Command, State, Event, Rejection> errand() {
            return TYPE;
        }
    }
}
