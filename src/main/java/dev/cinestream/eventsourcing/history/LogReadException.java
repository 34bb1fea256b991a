package dev.cinestream.eventsourcing.history;

import org.jspecify.annotations.Nullable;

/// The log does not give what the index says it has, or not in time. HTTP 503 with `Retry-After`.
public final class LogReadException extends RuntimeException {
    LogReadException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
