package dev.cinestream.eventsourcing.feed;

import dev.cinestream.eventsourcing.feed.FeedItem.Ended;
import dev.cinestream.eventsourcing.feed.FeedItem.Happened;
import dev.cinestream.eventsourcing.feed.FeedItem.Quiet;
import dev.cinestream.eventsourcing.handmade.HandmadeLog;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows the handmade log, one item after the other, and only when a test asks.
final class FollowerOf implements AutoCloseable {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final AssertSubscriber<FeedItem> subscriber;
    private int taken;
    private String position;

    FollowerOf(LogFeeds feeds, @Nullable String position) {
        this.position = position == null ? "" : position;
        subscriber =
                feeds.follow(HandmadeLog.HANDMADE, position, () -> {})
                        .await()
                        .atMost(AT_MOST)
                        .subscribe()
                        .withSubscriber(AssertSubscriber.create(0));
    }

    FeedItem next() {
        subscriber.awaitNextItem(AT_MOST);
        FeedItem item = subscriber.getItems().get(taken++);
        position =
                switch (item) {
                    case Happened happened -> happened.position();
                    case Quiet quiet -> quiet.position();
                    case Ended ended -> ended.position();
                };
        return item;
    }

    Quiet quiet() {
        return (Quiet) next();
    }

    /// The next events, as many as asked for.
    List<Happened> happened(int count) {
        List<Happened> happened = new ArrayList<>();
        while (happened.size() < count) {
            switch (next()) {
                case Happened event -> happened.add(event);
                case Quiet _ -> {} // what was passed over
                case Ended(var why, var _) -> throw new AssertionError("it ended: " + why);
            }
        }
        return happened;
    }

    /// All up to the end.
    List<FeedItem> rest() {
        List<FeedItem> items = new ArrayList<>();
        do {
            items.add(next());
        } while (!(items.getLast() instanceof Ended));
        subscriber.awaitCompletion(AT_MOST);
        return items;
    }

    /// Of the last item.
    String position() {
        return position;
    }

    @Override
    public void close() {
        subscriber.cancel();
    }
}
