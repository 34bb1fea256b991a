package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.command.CommandBus;
import dev.cinestream.eventsourcing.command.CommandResult;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.process.DueDeadlines.Due;
import dev.cinestream.eventsourcing.process.deadline.DeadlineCommand.PassDeadline;
import dev.cinestream.eventsourcing.projection.Progress;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Lets deadlines pass when they are due.
///
/// It remembers nothing and locks nothing. What is due is read from a read model that any instance may read, and that a
/// deadline passes once is decided by the deadline itself: a second instance, a second look, a look at rows that are behind
/// the log all end in the same command under the same id, or in one that changes nothing.
@ApplicationScoped
public class DeadlineWatch {

    private static final Logger LOG = Logger.getLogger(DeadlineWatch.class);
    private static final int AFTER_REACTIONS = 12;
    private static final int A_LOOK = 256;
    private static final int AT_ONCE = 32;
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);

    private final DueDeadlines deadlines;
    private final CommandBus bus;
    private final Progress progress;
    private final Duration every;
    private @Nullable Cancellable watching;

    public DeadlineWatch(
            DueDeadlines deadlines, CommandBus bus, Progress progress, EngineConfig config) {
        this.deadlines = deadlines;
        this.bus = bus;
        this.progress = progress;
        this.every = Duration.ofMillis(config.reactions().deadlinePollMillis());
    }

    void start(@Observes @Priority(AFTER_REACTIONS) StartupEvent event) {
        watching =
                Multi.createFrom()
                        .ticks()
                        .every(every)
                        .onOverflow()
                        .drop()
                        .onItem()
                        .transformToUniAndConcatenate(_ -> look())
                        .subscribe()
                        .with(
                                _ -> {},
                                failure -> LOG.error("deadlines are watched no more", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        if (watching != null) {
            watching.cancel();
        }
    }

    private Uni<Void> look() {
        return deadlines
                .first(A_LOOK)
                .chain(this::passAll)
                .onFailure()
                .invoke(failure -> LOG.warnf("deadlines are looked at again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> passAll(List<Due> due) {
        return due.isEmpty()
                ? Uni.createFrom().voidItem()
                : Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUni(this::pass)
                        .merge(AT_ONCE)
                        .onItem()
                        .ignoreAsUni()
                        .chain(this::look);
    }

    private Uni<Void> pass(Due due) {
        var cause = new Cause("deadlines", due.correlationId(), due.setBy().toString(), null);
        String commandId = cause.actor() + ":" + due.setBy();
        return bus.execute(
                        Deadlines.TYPE,
                        due.id(),
                        new PassDeadline(due.dueAt()),
                        cause.context(commandId, null))
                .chain(this::seen);
    }

    /// Back when the read model shows it no more, so that the next look finds others.
    private Uni<Void> seen(CommandResult<Rejection> result) {
        return result instanceof CommandResult.Committed<Rejection> passed && passed.token() != null
                ? progress.passed(DeadlinesProjection.NAME, passed.token(), SEEN_WITHIN)
                : Uni.createFrom()
                        .failure(new IllegalStateException("a deadline ends in " + result));
    }
}
