package dev.cinestream.webhook.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event on its way to an endpoint.
///
/// @param nextAt the next attempt's; null when there is none
/// @param status of the last answer; null when there was none
/// @param error why there was none
public record Delivery(
        UUID id,
        UUID endpoint,
        UUID event,
        String type,
        Instant madeAt,
        State state,
        int attempts,
        @Nullable Instant nextAt,
        @Nullable Instant lastAt,
        @Nullable Integer status,
        @Nullable String error) {

    public enum State {
        /// To be tried, or tried again.
        PENDING,
        /// The endpoint took it.
        DELIVERED,
        /// Given up.
        FAILED
    }
}
