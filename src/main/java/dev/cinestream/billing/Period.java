package dev.cinestream.billing;

import java.time.Instant;

/// A stretch of time, from its first moment to the first that is not in it.
public record Period(Instant from, Instant until) {

    public Period {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "a period ends after it begins, not " + from + " to " + until);
        }
    }
}
