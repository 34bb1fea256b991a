package dev.cinestream.billing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// When collecting an invoice is tried again after a soft decline, and when it is given up.
///
/// @param retries after the first decline, each counted from there; ascending
/// @param grace from the first decline until collecting is given up; not before the last retry, and shorter than any period
public record Dunning(List<Duration> retries, Duration grace) {

    private static final Duration SHORTEST_PERIOD = Duration.ofDays(28);

    public Dunning {
        retries = List.copyOf(retries);
        for (int i = 1; i < retries.size(); i++) {
            if (retries.get(i).compareTo(retries.get(i - 1)) <= 0) {
                throw new IllegalArgumentException("retries must ascend, not " + retries);
            }
        }
        boolean tooEarly = !retries.isEmpty() && grace.compareTo(retries.getLast()) < 0;
        if (tooEarly || grace.compareTo(SHORTEST_PERIOD) >= 0) {
            throw new IllegalArgumentException(
                    "grace must not end before the last retry, and before 28 days, not after "
                            + grace);
        }
    }

    /// What follows a decline: the next retry, or giving up.
    ///
    /// @param first when the first decline was
    /// @param at when this one was
    /// @param hard then nothing is retried
    public NextStep after(Instant first, Instant at, boolean hard) {
        return retries.stream()
                .filter(_ -> !hard)
                .map(first::plus)
                .filter(retry -> retry.isAfter(at))
                .findFirst()
                .map(retry -> new NextStep(retry, NextStep.What.PAYS))
                .orElseGet(() -> end(first));
    }

    /// @param first when the first decline was
    public NextStep end(Instant first) {
        return new NextStep(first.plus(grace), NextStep.What.GIVES_UP);
    }
}
