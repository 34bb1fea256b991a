package dev.cinestream.eventsourcing.counter;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Decision;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.schema.EventTypes;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import org.jspecify.annotations.Nullable;

/// Counts up to a limit, and may be signed by a person.
public final class Counter
        implements Decider<Counter.Command, Counter.State, Counter.Event, Counter.TooHigh> {

    public static final int LIMIT = 1_000_000;

    public static final EventTypes<Event> EVENTS =
            EventTypes.of(Event.class)
                    .type("test.counter-raised.v2", Raised.class)
                    .type("test.counter-signed.v1", Signed.class)
                    .upcast(
                            "test.counter-raised.v1",
                            "test.counter-raised.v2",
                            json -> json.put("by", json.path("amount").asInt()));

    public static final AggregateType<Command, State, Event, TooHigh> TYPE =
            new AggregateType<>("test.counter", new Counter(), EVENTS, State.class);

    public sealed interface Command {}

    /// @param filler makes the event as large as a test wants it
    public record Raise(int by, String filler) implements Command {}

    public record Sign(Personal name) implements Command {}

    /// Fails in the decider, as a bug would.
    public record Break() implements Command {}

    public sealed interface Event {}

    public record Raised(int by, String filler) implements Event {}

    public record Signed(Personal name) implements Event {}

    public record State(int value, @Nullable Personal signedBy) {}

    public record TooHigh(int value) implements Rejection {
        @Override
        public String code() {
            return "too-high";
        }

        @Override
        public String detail() {
            return value + " is above " + LIMIT;
        }
    }

    @Override
    public State initial() {
        return new State(0, null);
    }

    @Override
    public Decision<Event, TooHigh> decide(Command command, State state) {
        return switch (command) {
            case Raise(int by, String _) when by == 0 -> Decision.accept();
            case Raise(int by, String _) when state.value() + by > LIMIT ->
                    Decision.reject(new TooHigh(state.value() + by));
            case Raise(int by, String filler) -> Decision.accept(new Raised(by, filler));
            case Sign(Personal name) -> Decision.accept(new Signed(name));
            case Break() -> throw new IllegalStateException("a bug in a decider");
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Raised(int by, String _) -> new State(state.value() + by, state.signedBy());
            case Signed(Personal name) -> new State(state.value(), name);
        };
    }

    /// How the engine finds it.
    @Dependent
    public static class Producer {
        @Produces
        AggregateType<Command, State, Event, TooHigh> counter() {
            return TYPE;
        }
    }
}
