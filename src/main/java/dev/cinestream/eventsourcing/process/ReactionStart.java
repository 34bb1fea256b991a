package dev.cinestream.eventsourcing.process;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.inbox.Inbox;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/// Makes the inboxes of reactions that have none; after the engine's own start and before the consumers'. Blocks; it is the
/// start.
@ApplicationScoped
public class ReactionStart {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final int AFTER_ENGINE = 11;

    private final Pool pool;
    private final Policies policies;
    private final EngineConfig config;

    public ReactionStart(Pool pool, Policies policies, EngineConfig config) {
        this.pool = pool;
        this.policies = policies;
        this.config = config;
    }

    void start(@Observes @Priority(AFTER_ENGINE) StartupEvent event) {
        policies.all().forEach(each -> createInbox(each.name(), each.categories()));
    }

    private void createInbox(String consumer, List<String> categories) {
        for (String category : categories) {
            Uni<Void> created = Inbox.create(pool, consumer, category, config.lanes());
            created.await().atMost(AT_MOST);
        }
    }
}
