package dev.cinestream.eventsourcing.feed;

import dev.cinestream.eventsourcing.feed.FeedLog.Logged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The end of a category's log, read once for all followers of this instance by a thread of its own. The last events are
/// kept in a ring; each follower has a place in it and takes from there at its own pace, so that followers cost no memory.
///
/// ```
///  log:  ……………… old ………………│ oldest …… the ring …… end │  still to come
///           read by the follower       read by the tail
/// ```
///
/// A follower's lock is taken before this one's, never after.
final class LiveTail {

    private static final Logger LOG = Logger.getLogger(LiveTail.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final FeedLog log;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final @Nullable Logged[] ring;
    private long next;
    private final FeedPosition oldest;
    private final FeedPosition end;
    private final Set<Follower> followers = new LinkedHashSet<>();
    private volatile boolean stopping;

    /// Blocks until the log's end is known.
    LiveTail(FeedLog log, int kept) {
        this.log = log;
        this.ring = new Logged[kept];
        this.end = log.begin();
        this.consumer = log.consumerAtEnd(end);
        this.oldest = end.copy();
        this.thread = Thread.ofPlatform().daemon().name("feed-" + log.topic()).start(this::run);
    }

    synchronized void take(Follower follower) {
        followers.add(follower);
    }

    synchronized void drop(Follower follower) {
        followers.remove(follower);
    }

    synchronized FeedPosition end() {
        return end.copy();
    }

    /// Where in the ring one who is there goes on; negative when it first has to read what is older.
    synchronized long placeOf(FeedPosition position) {
        return position.covers(oldest) ? Math.max(0, next - ring.length) : -1;
    }

    /// What is kept from a place on; null when what was there no longer is.
    synchronized @Nullable List<Logged> from(long place, int most) {
        if (place < next - ring.length) {
            return null;
        }
        List<Logged> records = new ArrayList<>();
        for (long i = place; i < next && records.size() < most; i++) {
            Logged record = ring[slot(i)];
            if (record != null) {
                records.add(record);
            }
        }
        return records;
    }

    private synchronized void keep(List<Logged> records) {
        for (Logged record : records) {
            Logged overwritten = ring[slot(next)];
            if (overwritten != null) {
                oldest.pass(overwritten);
            }
            ring[slot(next)] = record;
            next++;
            end.pass(record);
        }
    }

    private int slot(long place) {
        return (int) (place % ring.length);
    }

    private void run() {
        while (!stopping) {
            try {
                keep(log.poll(consumer));
            } catch (WakeupException _) {
                LOG.debug("woken to stop");
            } catch (KafkaException e) {
                LOG.warnf("feed of %s: %s", log.topic(), e.getMessage());
                pause();
            }
            all().forEach(Follower::look);
        }
        FeedLog.close(consumer);
    }

    private synchronized List<Follower> all() {
        return List.copyOf(followers);
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /// Ends the followers too.
    void stop() throws InterruptedException {
        stopping = true;
        consumer.wakeup();
        thread.join(STOP_WITHIN);
        all().forEach(Follower::stop);
    }
}
