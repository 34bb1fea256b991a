package dev.cinestream.platform.http;

import dev.cinestream.eventsourcing.log.ConsistencyToken;
import dev.cinestream.eventsourcing.projection.Progress;
import dev.cinestream.eventsourcing.projection.Progress.NotYetException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Lets a query wait until its read model has what the caller's `Consistency-Token` speaks of; nobody who sends none waits.
@ApplicationScoped
public class FreshReads {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Progress progress;
    private final Duration atMost;

    FreshReads(
            Progress progress,
            @ConfigProperty(name = "cinestream.http.read-wait.millis", defaultValue = "2000")
                    long atMostMillis) {
        this.progress = progress;
        this.atMost = Duration.ofMillis(atMostMillis);
    }

    /// Succeeds when the consumer has passed all tokens that concern it; fails with a 503 when it does not get there in
    /// time, and with a 400 when they are not of the form.
    ///
    /// @param categories what the consumer reads; tokens of others say nothing about it
    /// @param tokens as header or parameter bring them
    public Uni<Void> passed(
            String consumer, Collection<String> categories, @Nullable String tokens) {
        Set<String> read = Set.copyOf(categories);
        List<Uni<Void>> waits =
                ConsistencyTokens.parse(tokens).stream()
                        .filter(token -> read.contains(token.category()))
                        .map(token -> passed(consumer, token))
                        .toList();
        return waits.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.combine().all().unis(waits).discardItems().emitOn(callersContext());
    }

    /// The wait ends where the batch was applied; a session belongs to the context that asked.
    private static Executor callersContext() {
        Context context = Vertx.currentContext();
        return context == null
                ? Runnable::run
                : command -> context.runOnContext(_ -> command.run());
    }

    private Uni<Void> passed(String consumer, ConsistencyToken token) {
        return progress.passed(consumer, token, atMost)
                .onFailure(NotYetException.class)
                .transform(_ ->
                        ProblemException.unavailable(
                                "read-model-behind",
                                "What the token " + token + " speaks of is not here yet.",
                                RETRY_AFTER));
    }
}
