package dev.cinestream.eventsourcing.decider;

/// The rules of one aggregate, as three pure functions (Jérémie Chassaing's decider).
///
/// Pure means: the same arguments give the same answer, now and in ten years. No clock, no random, no I/O; times and ids
/// arrive inside the command. That is what makes a batch of commands safe to decide again after a lost connection.
///
/// @param <C> commands: what somebody wants
/// @param <S> states: what has been decided so far, as far as it matters for the next decision
/// @param <E> events: what happened
/// @param <R> rejections: why the answer is no, as a value
public interface Decider<C, S, E, R extends Rejection> {

    /// The state of a stream without events.
    S initial();

    /// What follows from the command in this state: events, or a rejection. Never changes anything.
    Decision<E, R> decide(C command, S state);

    /// The state after the event. An event that is impossible in the state is a bug and throws.
    S evolve(S state, E event);

    /// Folds events onto a state, in order.
    default S evolve(S state, Iterable<? extends E> events) {
        S result = state;
        for (E event : events) {
            result = evolve(result, event);
        }
        return result;
    }
}
