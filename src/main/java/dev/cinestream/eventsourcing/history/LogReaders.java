package dev.cinestream.eventsourcing.history;

import dev.cinestream.eventsourcing.log.Recorded;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/// The few threads that read history, each with a consumer of its own; whoever finds them and their queue full is told so.
@ApplicationScoped
public class LogReaders {

    private static final int READERS = 3;
    private static final int WAITING = 100;
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;
    private final Deque<LogReader> idle = new ConcurrentLinkedDeque<>();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    READERS,
                    READERS,
                    60,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().name("log-reader-", 0).daemon(true).factory());

    public LogReaders(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
        threads.allowCoreThreadTimeOut(true);
    }

    /// The records there, in order; see [LogReader#read]. The answer comes on a thread of its own.
    ///
    /// Fails with [LogReadException] when they cannot be had.
    public Uni<List<Recorded>> read(List<Position> positions) {
        if (positions.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.createFrom()
                .item(() -> readNow(positions))
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(e -> new LogReadException("too many are reading history", e));
    }

    private List<Recorded> readNow(List<Position> positions) {
        LogReader reader = idle.pollFirst();
        if (reader == null) {
            reader = new LogReader(kafka);
        }
        boolean good = false;
        try {
            List<Recorded> found = reader.read(positions, AT_MOST);
            good = true;
            return found;
        } catch (KafkaException e) {
            throw new LogReadException("Kafka cannot be read: " + e.getMessage(), e);
        } finally {
            if (good) {
                idle.addFirst(reader);
            } else {
                reader.close();
            }
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
        for (LogReader reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.close();
        }
    }
}
