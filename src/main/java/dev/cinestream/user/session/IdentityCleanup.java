package dev.cinestream.user.session;

import dev.cinestream.user.adapter.SessionTable;
import dev.cinestream.user.credential.Attempts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Deletes what logins leave behind: sessions that are over, attempts that are long ago.
@ApplicationScoped
public class IdentityCleanup {

    private static final Logger LOG = Logger.getLogger(IdentityCleanup.class);
    private static final Duration EVERY = Duration.ofHours(1);

    /// So long it can be seen that a session was over, and why.
    private static final Duration SESSIONS_KEPT = Duration.ofDays(30);

    private final SessionTable sessions;
    private final Attempts attempts;
    private @Nullable Cancellable cleaning;

    IdentityCleanup(SessionTable sessions, Attempts attempts) {
        this.sessions = sessions;
        this.attempts = attempts;
    }

    void start(@Observes StartupEvent event) {
        cleaning =
                Multi.createFrom()
                        .ticks()
                        .startingAfter(EVERY)
                        .every(EVERY)
                        .onOverflow()
                        .drop()
                        .onItem()
                        .transformToUniAndConcatenate(_ -> cleanOrWarn())
                        .subscribe()
                        .with(_ -> {}, e -> LOG.error("old sessions pile up from now on", e));
    }

    void stop(@Observes ShutdownEvent event) {
        if (cleaning != null) {
            cleaning.cancel();
        }
    }

    private Uni<Void> cleanOrWarn() {
        return clean().onFailure()
                .invoke(e -> LOG.warnf("old sessions stay until the next try: %s", e))
                .onFailure()
                .recoverWithNull();
    }

    Uni<Void> clean() {
        return sessions.forget(SESSIONS_KEPT).chain(attempts::forget);
    }
}
