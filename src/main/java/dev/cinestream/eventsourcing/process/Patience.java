package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.projection.Progress;
import dev.cinestream.eventsourcing.projection.Trouble;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// How long a reaction is tried: without end while the trouble is one that passes (a full queue, a database away, an index
/// that is behind), some times when it is not, once when the answer is no.
final class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 10;

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
        return with(what, work, 0, 0);
    }

    private <T> Uni<T> with(String what, Supplier<Uni<T>> work, int pauses, int failures) {
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure(
                        failure -> passes(failure) || (!isFinal(failure) && failures + 1 < tries))
                .recoverWithUni(failure -> {
                    Duration pause = pause(pauses);
                    LOG.warnf("%s is tried again in %s: %s", what, pause, failure);
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(pause)
                            .chain(() ->
                                    with(
                                            what,
                                            work,
                                            pauses + 1,
                                            passes(failure) ? failures : failures + 1));
                });
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

    private static Duration pause(int pauses) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(pauses, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
