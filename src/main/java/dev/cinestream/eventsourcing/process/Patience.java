package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.projection.Progress;
import dev.cinestream.eventsourcing.projection.Trouble;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// How long a reaction is tried: without end while the trouble is one that passes (a full queue, a database away, an index
/// that is behind), some times when it is not, once when the answer is no.
final class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final int tries;

    /// @param tries of what fails with trouble that does not pass
    Patience(int tries) {
        this.tries = tries;
    }

    /// Without end, whatever the trouble.
    static Patience endless() {
        return new Patience(Integer.MAX_VALUE);
    }

    <T> Uni<T> with(String what, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    var failures = new AtomicInteger();
                    return Uni.createFrom()
                            .deferred(() -> counted(work.get(), failures))
                            .onFailure(failure -> isWorthATry(failure, failures.get()))
                            .invoke(failure -> LOG.warnf("%s is tried again: %s", what, failure))
                            .onFailure(failure -> isWorthATry(failure, failures.get()))
                            .retry()
                            .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                            .indefinitely();
                });
    }

    private static <T> Uni<T> counted(Uni<T> work, AtomicInteger failures) {
        return work.onFailure(failure -> !passes(failure)).invoke(_ -> failures.incrementAndGet());
    }

    private boolean isWorthATry(Throwable failure, int failures) {
        return passes(failure) || (!isFinal(failure) && failures < tries);
    }

    static boolean passes(Throwable failure) {
        return switch (failure) {
            case CommandBus.OverloadedException _,
                    CommandBus.UnavailableException _,
                    Progress.NotYetException _ ->
                    true;
            default -> Trouble.passes(failure);
        };
    }

    private static boolean isFinal(Throwable failure) {
        return failure instanceof Dispatch.RefusedException;
    }
}
