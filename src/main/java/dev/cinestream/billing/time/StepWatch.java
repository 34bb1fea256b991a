package dev.cinestream.billing.time;

import dev.cinestream.billing.BillingConfig;
import dev.cinestream.billing.readmodel.DueSteps;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Looks for steps that are due, and for test clocks that are on their way.
///
/// It remembers nothing and locks nothing: what is due is read from a read model, and that a step is taken once is decided
/// by the aggregate. After a restart it goes on where the rows say.
@ApplicationScoped
public class StepWatch {

    private static final Logger LOG = Logger.getLogger(StepWatch.class);
    private static final int AFTER_REACTIONS = 12;
    private static final int A_LOOK = 1_024;

    private final DueSteps due;
    private final Steps steps;
    private final ClockAdvance clocks;
    private final Duration every;
    private final boolean testClocks;
    private @Nullable Cancellable watching;
    private @Nullable Cancellable advancing;

    StepWatch(DueSteps due, Steps steps, ClockAdvance clocks, BillingConfig config) {
        this.due = due;
        this.steps = steps;
        this.clocks = clocks;
        this.every = Duration.ofMillis(config.stepPollMillis());
        this.testClocks = config.testClocks().enabled();
    }

    void start(@Observes @Priority(AFTER_REACTIONS) StartupEvent event) {
        watching = watch(this::takeAll, "steps that are due");
        if (testClocks) {
            advancing = watch(clocks::advanceAll, "test clocks");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (watching != null) {
            watching.cancel();
        }
        if (advancing != null) {
            advancing.cancel();
        }
    }

    private Cancellable watch(Supplier<Uni<Void>> look, String what) {
        return Multi.createFrom()
                .ticks()
                .every(every)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> orLater(look.get(), what))
                .subscribe()
                .with(_ -> {}, failure -> LOG.errorf(failure, "%s are watched no more", what));
    }

    private static Uni<Void> orLater(Uni<Void> look, String what) {
        return look.onFailure()
                .invoke(failure -> LOG.warnf("%s are looked at again: %s", what, failure))
                .onFailure()
                .recoverWithNull();
    }

    /// A full look is followed by the next at once.
    private Uni<Void> takeAll() {
        return due.first(A_LOOK)
                .chain(found ->
                        steps.take(found, Time.now())
                                .chain(() ->
                                        found.size() < A_LOOK
                                                ? Uni.createFrom().voidItem()
                                                : takeAll()));
    }
}
