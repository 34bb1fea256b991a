package dev.cinestream.eventsourcing.decider;

import java.util.List;

/// Why a command is refused, as a value. Implemented by records under a sealed interface per aggregate.
public interface Rejection {

    /// A stable name in kebab case, part of the public API (the last segment of the problem's `type`).
    String code();

    /// For the person who sent the command: what was wrong and what would be right. No personal data.
    String detail();

    /// The wrong places in the command, when there are places to name.
    default List<Flaw> flaws() {
        return List.of();
    }

    /// A wrong place.
    ///
    /// @param pointer JSON pointer (RFC 6901) into the command as its sender writes it
    /// @param expected what would be right
    record Flaw(String pointer, String expected) {
        @Override
        public String toString() {
            return pointer + ": " + expected;
        }
    }

    /// What kind of no this is; the edge maps it to a status.
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /// The kinds of no.
    enum Kind {
        /// The command itself can never be right (HTTP 422).
        INVALID,
        /// The aggregate does not exist (HTTP 404).
        NOT_FOUND,
        /// Not in this state (HTTP 409).
        CONFLICT
    }
}
