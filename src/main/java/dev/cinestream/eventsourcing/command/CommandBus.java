package dev.cinestream.eventsourcing.command;

import dev.cinestream.eventsourcing.decider.Rejection;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where commands go in. Concurrent commands are gathered into batches that share one Postgres transaction; see
/// `docs/ARCHITECTURE.md`.
///
/// Safe from any thread; never blocks; the answer arrives on a Vert.x context. Fails with [OverloadedException] when the
/// bounded queue is full, with [UnavailableException] when the database stayed away (the outcome is then unknown: ask
/// again with the same command id).
public interface CommandBus {

    <C, S, E, R extends Rejection> Uni<CommandResult<R>> execute(
            AggregateType<C, S, E, R> type, UUID streamId, C command, CommandContext context);

    /// The current state of an aggregate as its rules see it; null when it has no events. For checks across aggregates,
    /// not for screens: those are read models.
    <S> Uni<@Nullable Head<S>> head(AggregateType<?, S, ?, ?> type, UUID streamId);

    /// An aggregate's state and the revision it is at.
    record Head<S>(S state, long revision) {}

    /// The queue is full; nothing was done. HTTP 503 with `Retry-After`.
    final class OverloadedException extends RuntimeException {
        public OverloadedException(String message) {
            super(message);
        }
    }

    /// The database did not answer in time, or went away; the outcome is unknown. HTTP 503 with `Retry-After`.
    final class UnavailableException extends RuntimeException {
        public UnavailableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
