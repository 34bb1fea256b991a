package dev.cinestream.eventsourcing.feed;

import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.feed.FeedItem.Ended;
import dev.cinestream.eventsourcing.feed.FeedRefusedException.Kind;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Live feeds of categories: what happens from now on, or from where a follower stopped, each event once, those of a stream
/// in order. A position is good for any instance, and at any time.
@ApplicationScoped
public class LogFeeds {

    private final Aggregates aggregates;
    private final Map<String, Object> kafka;
    private final FeedConfig config;
    private final Semaphore places;
    private final ExecutorService readers;
    private final Map<String, Feed> feeds = new HashMap<>();

    private record Feed(FeedLog log, LiveTail tail) {}

    public LogFeeds(
            Aggregates aggregates,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            FeedConfig config) {
        this.aggregates = aggregates;
        this.kafka = Map.copyOf(kafka);
        this.config = config;
        this.places = new Semaphore(config.maxFollowers());
        this.readers =
                Executors.newFixedThreadPool(
                        config.readers(),
                        Thread.ofPlatform().daemon().name("feed-reader-", 0).factory());
    }

    /// A feed to be subscribed to once and soon. Its items come on the Vert.x context this is called on, if any.
    ///
    /// Fails with [FeedRefusedException].
    ///
    /// @param position of the last item seen, or null for what happens from now on
    /// @param cutOff ends the connection of a follower that takes nothing, not even a last item
    public Uni<Multi<FeedItem>> follow(
            String category, @Nullable String position, Runnable cutOff) {
        Context current = Vertx.currentContext();
        Executor context =
                current == null ? Runnable::run : task -> current.runOnContext(_ -> task.run());
        return Uni.createFrom()
                .item(() -> begin(category, position, context, cutOff))
                .runSubscriptionOn(readers)
                .onFailure(KafkaException.class)
                .transform(_ -> refused(Kind.BUSY, "The log cannot be read now."))
                .emitOn(context)
                .map(LogFeeds::items);
    }

    /// How many follow now, of this instance.
    public int followers() {
        return config.maxFollowers() - places.availablePermits();
    }

    private static Multi<FeedItem> items(Follower follower) {
        Multi<FeedItem> first = Multi.createFrom().items(follower.now());
        Multi<FeedItem> rest =
                Multi.createBy()
                        .repeating()
                        .uni(follower::next)
                        .whilst(items -> !(items.getLast() instanceof Ended))
                        .onItem()
                        .disjoint();
        return Multi.createBy()
                .concatenating()
                .streams(first, rest)
                .onTermination()
                .invoke(follower::leave);
    }

    private Follower begin(
            String category, @Nullable String position, Executor context, Runnable cutOff) {
        if (!places.tryAcquire()) {
            throw refused(Kind.BUSY, "This instance has too many followers.");
        }
        boolean begun = false;
        try {
            Feed feed = feed(category);
            var follower =
                    new Follower(
                            feed.log,
                            feed.tail,
                            position == null ? feed.tail.end() : checked(position, feed.log),
                            config,
                            readers,
                            context,
                            cutOff,
                            places::release);
            feed.tail.take(follower);
            begun = true;
            return follower;
        } finally {
            if (!begun) {
                places.release();
            }
        }
    }

    private FeedPosition checked(String text, FeedLog log) {
        FeedPosition position = FeedPosition.parse(text, aggregates.lanes());
        if (position == null) {
            throw refused(
                    Kind.BAD_POSITION,
                    "This is not a position of this feed; send back the id of the last event as it came, or none.");
        }
        log.check(position);
        return position;
    }

    private synchronized Feed feed(String category) {
        return feeds.computeIfAbsent(category, this::opened);
    }

    private Feed opened(String category) {
        var log = new FeedLog(kafka, aggregates.of(category).topic(), aggregates.lanes());
        return new Feed(log, new LiveTail(log, config.keptEvents()));
    }

    private static FeedRefusedException refused(Kind kind, String message) {
        return new FeedRefusedException(kind, message);
    }

    @PreDestroy
    public synchronized void stop() throws InterruptedException {
        for (Feed feed : feeds.values()) {
            feed.tail.stop();
        }
        readers.shutdown();
        for (Feed feed : feeds.values()) {
            feed.log.close();
        }
    }
}
