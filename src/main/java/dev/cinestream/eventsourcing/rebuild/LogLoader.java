package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.inbox.Inbox;
import dev.cinestream.eventsourcing.log.LogLayout;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;

/// Brings the next generation up to given offsets of the log; some [LogShard]s side by side, each with partitions of its
/// own.
///
/// Thread contract: one caller at a time, which waits; [#progress] from any thread.
final class LogLoader implements AutoCloseable {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /// @param perSecond since this loader was made
    record Progress(long done, long total, double perSecond) {}

    private final List<LogShard> shards;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final long madeAt = System.nanoTime();
    private final long doneBefore;
    private volatile Map<TopicPartition, Long> ends;

    LogLoader(Pool pool, String consumer, LogLayout layout, List<LogShard> shards) {
        this.shards = shards;
        begins = new HashMap<>();
        shards.forEach(shard -> begins.putAll(shard.begins()));
        ends = readEnds();
        for (TopicPartition each : begins.keySet()) {
            positions.put(each, Inbox.start(pool, consumer, each, layout).await().atMost(AT_MOST));
        }
        doneBefore = progress(0).done();
    }

    Map<TopicPartition, Long> readEnds() {
        Map<TopicPartition, Long> read = new HashMap<>();
        shards.forEach(shard -> read.putAll(shard.ends()));
        ends = read;
        return read;
    }

    /// Events between here and there.
    long left(Map<TopicPartition, Long> targets) {
        return between(positions, targets);
    }

    /// Offsets from one place to another, where the other is further.
    static long between(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        long sum = 0;
        for (var each : to.entrySet()) {
            sum += Math.max(0, each.getValue() - from.getOrDefault(each.getKey(), 0L));
        }
        return sum;
    }

    /// Applies all events below these offsets. Fails with what failed first; what was committed stays.
    void catchUp(Map<TopicPartition, Long> targets) throws InterruptedException {
        List<Future<?>> running = new ArrayList<>();
        for (LogShard shard : shards) {
            Map<TopicPartition, LogShard.Range> mine = shard.of(targets, positions);
            if (!mine.isEmpty()) {
                running.add(
                        threads.submit(() -> {
                            shard.catchUp(mine, positions::put);
                            return null;
                        }));
            }
        }
        try {
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new LoadingException(e.getCause() == null ? e : e.getCause());
        } finally {
            running.forEach(each -> each.cancel(true));
        }
    }

    Progress progress() {
        return progress(doneBefore);
    }

    private Progress progress(long before) {
        long total = between(begins, ends);
        long done = Math.min(total, between(begins, positions));
        double seconds = (System.nanoTime() - madeAt) / 1e9;
        return new Progress(done, total, (done - before) / Math.max(seconds, 0.001));
    }

    /// Ends all shards; they are done when it returns.
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // closing must not be cut short
        threads.shutdownNow();
        threads.close();
        shards.forEach(LogShard::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The log could not be read on, or not be applied.
    static final class LoadingException extends RuntimeException {
        LoadingException(Throwable cause) {
            super(cause.toString(), cause);
        }
    }
}
