package dev.cinestream.eventsourcing.decider;

import java.util.List;

/// What a [Decider] answers: the events that follow from a command, or why it is refused.
///
/// No events is a legal acceptance: the command asked for what is so already.
public sealed interface Decision<E, R> {

    /// Yes; these happened, in this order.
    record Accepted<E, R>(List<E> events) implements Decision<E, R> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /// No; nothing happened.
    record Rejected<E, R>(R rejection) implements Decision<E, R> {}

    /// Yes, and it is so already.
    static <E, R> Decision<E, R> accept() {
        return new Accepted<>(List.of());
    }

    static <E, R> Decision<E, R> accept(E event) {
        return new Accepted<>(List.of(event));
    }

    static <E, R> Decision<E, R> accept(List<E> events) {
        return new Accepted<>(events);
    }

    static <E, R> Decision<E, R> reject(R rejection) {
        return new Rejected<>(rejection);
    }
}
