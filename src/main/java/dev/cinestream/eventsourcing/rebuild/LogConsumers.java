package dev.cinestream.eventsourcing.rebuild;

import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.log.LogClients;
import dev.cinestream.eventsourcing.log.LogLayout;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/// Consumers that read the log on their own account: no group, no committed offsets, large fetches.
@ApplicationScoped
public class LogConsumers {

    private static final int POLLED_AT_ONCE = 2_000;
    private static final int FETCHED_OF_A_PARTITION = 4 << 20;
    private static final int FETCHED_AT_ONCE = 16 << 20;

    private final Aggregates aggregates;
    private final Map<String, Object> kafka;

    public LogConsumers(
            Aggregates aggregates, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.aggregates = aggregates;
        this.kafka = kafka;
    }

    /// For one thread at a time; the caller closes it.
    public Consumer<byte[], byte[]> open() {
        return LogClients.consumer(
                kafka,
                Map.of(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLLED_AT_ONCE,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_OF_A_PARTITION,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_AT_ONCE,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50));
    }

    TopicPartition placeOf(StandingLane lane) {
        return aggregates.layout().placeOf(lane.category(), lane.lane());
    }

    /// Where the categories lie.
    LogLayout layout() {
        return aggregates.layout();
    }

    /// All partitions of these categories, dealt out evenly.
    List<List<TopicPartition>> shares(Collection<String> categories, int most) {
        List<List<TopicPartition>> shares = new ArrayList<>();
        int dealt = 0;
        for (String category : categories) {
            for (int partition = 0;
                    partition < aggregates.layout().partitionsOf(category);
                    partition++) {
                if (shares.size() < most) {
                    shares.add(new ArrayList<>());
                }
                shares.get(dealt++ % most)
                        .add(new TopicPartition(aggregates.of(category).topic(), partition));
            }
        }
        return shares;
    }
}
