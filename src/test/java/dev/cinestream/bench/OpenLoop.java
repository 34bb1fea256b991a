package dev.cinestream.bench;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Asks at a fixed rate whether or not it was answered, and counts from when each question was due: a system that stalls is
/// charged for all that would have come meanwhile.
final class OpenLoop {

    private OpenLoop() {}

    /// Runs `work` at the rate. It gives what is awaited of one question (an answer, an arrival …), each ending with the nano
    /// time it came.
    ///
    /// @return for each thing awaited, the milliseconds from when it was due; without the first fifth, which warms up
    static List<Latencies> run(int perSecond, Duration length, Supplier<List<Uni<Long>>> work)
            throws Exception {
        int count = (int) (perSecond * length.toSeconds());
        long interval = 1_000_000_000L / perSecond;
        long started = System.nanoTime() + 10_000_000;
        List<List<CompletableFuture<Double>>> asked = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long due = started + i * interval;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            asked.add(
                    work.get().stream()
                            .map(awaited ->
                                    awaited.map(at -> (at - due) / 1e6)
                                            .subscribeAsCompletionStage())
                            .toList());
        }
        List<Latencies> result = new ArrayList<>();
        for (int thing = 0; thing < asked.getFirst().size(); thing++) {
            double[] millis = new double[count - count / 5];
            for (int i = 0; i < millis.length; i++) {
                millis[i] = asked.get(i + count / 5).get(thing).get(30, TimeUnit.SECONDS);
            }
            result.add(new Latencies(millis));
        }
        return result;
    }

    /// Milliseconds, sorted.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Latencies(double[] millis) {

        Latencies {
            Arrays.sort(millis);
        }

        /// @param share 0.99 for p99
        double at(double share) {
            return millis[(int) Math.min(millis.length - 1L, Math.round(share * millis.length))];
        }

        @Override
        public String toString() {
            return "p50 %.1f, p99 %.1f, p99.9 %.1f ms".formatted(at(0.5), at(0.99), at(0.999));
        }
    }
}
