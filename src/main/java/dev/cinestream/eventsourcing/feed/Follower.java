package dev.cinestream.eventsourcing.feed;

import dev.cinestream.eventsourcing.feed.FeedItem.Ended;
import dev.cinestream.eventsourcing.feed.FeedItem.Happened;
import dev.cinestream.eventsourcing.feed.FeedItem.Quiet;
import dev.cinestream.eventsourcing.feed.FeedItem.Why;
import dev.cinestream.eventsourcing.feed.FeedLog.Logged;
import dev.cinestream.eventsourcing.log.Metadata;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// One who follows a feed, at its own pace: it asks, and is given the next items as soon as there are some. First it reads
/// old events, then, when it has come near enough, it takes from the tail's ring. Each event is given once, whichever way
/// it comes: the position knows.
final class Follower {

    private static final int MOST_AT_ONCE = 100;

    private final FeedLog log;
    private final LiveTail tail;
    private final FeedPosition position;
    private final FeedConfig config;
    private final Executor readers;
    private final Executor context;
    private final Runnable cutOff;
    private final Runnable whenGone;
    private long place;
    private long askedAt = System.nanoTime();
    private @Nullable Consumer<List<FeedItem>> waiting;
    private boolean reading;
    private boolean stopping;
    private boolean gone;

    /// @param readers where old events are read
    /// @param context where items are handed over
    /// @param cutOff called there when it is given up because it takes nothing
    /// @param whenGone called once, in the end
    Follower(
            FeedLog log,
            LiveTail tail,
            FeedPosition position,
            FeedConfig config,
            Executor readers,
            Executor context,
            Runnable cutOff,
            Runnable whenGone) {
        this.log = log;
        this.tail = tail;
        this.position = position;
        this.config = config;
        this.readers = readers;
        this.context = context;
        this.cutOff = cutOff;
        this.whenGone = whenGone;
        this.place = tail.placeOf(position);
    }

    /// Where it is.
    synchronized FeedItem now() {
        return new Quiet(position.toString());
    }

    /// The next items, at least one. Not to be asked again before it has answered, nor after [Ended].
    Uni<List<FeedItem>> next() {
        return asksForOld()
                ? Uni.createFrom()
                        .item(this::readOld)
                        .runSubscriptionOn(readers)
                        .onFailure(KafkaException.class)
                        .recoverWithItem(_ -> ended(Why.LOG_UNREADABLE))
                        .emitOn(context)
                : Uni.createFrom()
                        .emitter(emitter -> {
                            ask(emitter::complete);
                            look();
                        });
    }

    private synchronized boolean asksForOld() {
        askedAt = System.nanoTime();
        reading = place < 0 && !stopping;
        return reading;
    }

    private synchronized void ask(Consumer<List<FeedItem>> taker) {
        waiting = taker;
    }

    private List<FeedItem> readOld() {
        List<Logged> records = log.read(position);
        synchronized (this) {
            List<FeedItem> items = passed(records);
            place = tail.placeOf(position);
            reading = false;
            askedAt = System.nanoTime();
            return items.isEmpty() ? List.of(now()) : items;
        }
    }

    /// Called whenever something may have come, and at least every second.
    void look() {
        if (isStalled()) {
            leave();
            context.execute(cutOff);
        }
        Consumer<List<FeedItem>> taker;
        List<FeedItem> items;
        synchronized (this) {
            taker = waiting;
            items = taker == null ? List.of() : due();
            waiting = items.isEmpty() ? taker : null;
        }
        if (taker != null && !items.isEmpty()) {
            context.execute(() -> taker.accept(items));
        }
    }

    private synchronized boolean isStalled() {
        return waiting == null && !reading && sinceAsked() > config.stalledAfterMillis();
    }

    private synchronized long sinceAsked() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedAt);
    }

    private synchronized List<FeedItem> due() {
        if (stopping) {
            return ended(Why.STOPPING);
        }
        List<FeedItem> items = List.of();
        boolean more = true;
        while (more && items.isEmpty()) {
            List<Logged> records = tail.from(place, MOST_AT_ONCE);
            if (records == null) {
                return ended(Why.TOO_SLOW);
            }
            place += records.size();
            items = passed(records);
            more = !records.isEmpty();
        }
        return items.isEmpty() && sinceAsked() >= config.heartbeatMillis() ? List.of(now()) : items;
    }

    private synchronized List<FeedItem> ended(Why why) {
        return List.of(new Ended(why, position.toString()));
    }

    private List<FeedItem> passed(List<Logged> records) {
        List<FeedItem> items = new ArrayList<>(records.size());
        for (Logged record : records) {
            Metadata event = record.metadata();
            if (position.pass(record) && event != null) {
                items.add(new Happened(event, position.toString()));
            }
        }
        return items;
    }

    void stop() {
        synchronized (this) {
            stopping = true;
        }
        look();
    }

    /// Nobody asks any more.
    void leave() {
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
        }
        tail.drop(this);
        whenGone.run();
    }
}
