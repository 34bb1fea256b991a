package dev.cinestream.eventsourcing.command;

import dev.cinestream.eventsourcing.command.CommandScript.Step;
import dev.cinestream.eventsourcing.counter.Counter;
import dev.cinestream.eventsourcing.decider.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the engine promises, without an engine: commands one after the other against a list of events.
final class PlainCounters {

    private record Done(String fingerprint, long revision) {}

    private final Map<Integer, List<Counter.Event>> streams = new HashMap<>();
    private final Map<Integer, Done> done = new HashMap<>();
    private final Counter rules = new Counter();

    /// How the step ends, in the words of [CommandScript#told].
    String execute(Step step) {
        Done before = done.get(step.key());
        if (before != null) {
            return before.fingerprint().equals(step.fingerprint())
                    ? "committed at " + before.revision() + " again"
                    : "key used";
        }
        List<Counter.Event> events = events(step.stream());
        Long expected = step.expected();
        if (expected != null && expected != events.size()) {
            return "stale, it is at " + events.size();
        }
        if (step.command() instanceof Counter.Break) {
            return "failed";
        }
        return switch (rules.decide(step.command(), state(step.stream()))) {
            case Decision.Rejected<Counter.Event, Counter.TooHigh> _ -> "rejected";
            case Decision.Accepted<Counter.Event, Counter.TooHigh>(
                            List<Counter.Event> accepted) -> {
                events.addAll(accepted);
                done.put(step.key(), new Done(step.fingerprint(), events.size()));
                yield "committed at " + events.size();
            }
        };
    }

    List<Counter.Event> events(int stream) {
        return streams.computeIfAbsent(stream, _ -> new ArrayList<>());
    }

    Counter.State state(int stream) {
        Counter.State state = rules.initial();
        for (Counter.Event event : events(stream)) {
            state = rules.evolve(state, event);
        }
        return state;
    }
}
