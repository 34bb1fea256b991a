package dev.cinestream.eventsourcing.history;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.inbox.ConsumerReport;
import dev.cinestream.eventsourcing.inbox.Delivery;
import dev.cinestream.eventsourcing.inbox.Inbox;
import dev.cinestream.eventsourcing.inbox.Polled;
import dev.cinestream.eventsourcing.inbox.Watermarks;
import dev.cinestream.eventsourcing.inbox.Watermarks.Verdict;
import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.projection.Progress;
import dev.cinestream.eventsourcing.projection.Trouble;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Writes down where each stream's events lie in Kafka, for all categories. A consumer like any other: its inbox says what
/// it has seen, so an event is indexed once, wherever it is delivered again. Trouble is waited out.
@ApplicationScoped
public class LogIndex {

    /// Its name as a consumer.
    public static final String CONSUMER = "log-index";

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration ATTEMPT_AT_MOST = Duration.ofSeconds(30);
    private static final String BEGIN =
            "begin; set local idle_in_transaction_session_timeout = '10s'";

    private final Pool pool;
    private final Progress progress;
    private final EngineConfig config;
    private final LogLayout layout;
    private final IndexedOffsets indexed;
    private final ConsumerReport report;
    private final Map<String, String> categoryByTopic = new HashMap<>();

    public LogIndex(
            Pool pool,
            Progress progress,
            Aggregates aggregates,
            LogLayout layout,
            EngineConfig config,
            IndexedOffsets indexed,
            ConsumerReport report) {
        this.report = report;
        this.pool = pool;
        this.progress = progress;
        this.layout = layout;
        this.config = config;
        this.indexed = indexed;
        for (AggregateType<?, ?, ?, ?> type : aggregates.all()) {
            categoryByTopic.put(type.topic(), type.category());
        }
    }

    /// Its inbox, for every category; before the first event.
    public Uni<Void> create() {
        Uni<Void> all = indexed.numberCategories(categoryByTopic.values());
        for (String category : categoryByTopic.values()) {
            all = all.chain(() -> Inbox.create(pool, CONSUMER, category, config.lanes()));
        }
        return all;
    }

    @Incoming(CONSUMER)
    public Uni<Void> feed(ConsumerRecords<byte[], byte[]> polled) {
        return Polled.read(CONSUMER, ours(polled), report)
                .chain(read -> read.isEmpty() ? Uni.createFrom().voidItem() : indexing(read));
    }

    private List<ConsumerRecord<byte[], byte[]>> ours(ConsumerRecords<byte[], byte[]> polled) {
        List<ConsumerRecord<byte[], byte[]>> ours = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : polled) {
            if (categoryByTopic.containsKey(each.topic())) {
                ours.add(each);
            }
        }
        return ours;
    }

    private Uni<Void> indexing(Polled polled) {
        return Uni.createFrom()
                .deferred(() -> {
                    long started = System.nanoTime();
                    return pool.getConnection()
                            .chain(connection -> inTransaction(connection, polled))
                            .invoke(watermarks -> {
                                report.handled(CONSUMER, polled, started);
                                progress.moved(CONSUMER, watermarks);
                            })
                            .map(_ -> Duration.ofNanos(System.nanoTime() - started));
                })
                .onFailure()
                .invoke(failure -> report.retried(CONSUMER, polled, failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, LONGEST_BACKOFF)
                .indefinitely()
                .chain(LogIndex::restFor);
    }

    /// As long again as the work took, so that a backlog is indexed with half a core at most and what somebody waits for
    /// goes first.
    private static Uni<Void> restFor(Duration taken) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(taken);
    }

    private Uni<Watermarks> inTransaction(SqlConnection connection, Polled polled) {
        return connection
                .query(BEGIN)
                .execute()
                .chain(() -> Inbox.lock(connection, CONSUMER, polled.lanes()))
                .call(watermarks -> index(connection, watermarks, polled))
                .ifNoItem()
                .after(ATTEMPT_AT_MOST)
                .fail()
                .onFailure()
                .call(() -> Trouble.abandon(connection))
                .call(connection::close);
    }

    private Uni<Void> index(SqlConnection connection, Watermarks watermarks, Polled polled) {
        List<Delivery> fresh =
                polled.deliveries().stream()
                        .filter(each ->
                                watermarks.offer(each.recorded().metadata().token())
                                        == Verdict.APPLY)
                        .toList();
        report.gaps(CONSUMER, watermarks);
        return Uni.combine()
                .all()
                .unis(
                        indexed.write(connection, fresh),
                        Inbox.move(connection, CONSUMER, watermarks, polled, layout),
                        connection.query("commit").execute())
                .discardItems();
    }
}
