package dev.cinestream.eventsourcing.projection;

import dev.cinestream.eventsourcing.inbox.Inbox;
import dev.cinestream.eventsourcing.log.LogLayout;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Tells a consumer that was given partitions where to go on reading: the inbox knows better than Kafka's offsets, since it
/// moved in the transaction of what was applied.
///
/// Thread contract: called on the channel's polling thread, which may wait.
@ApplicationScoped
@Identifier("projections")
public class StartFromInbox implements KafkaConsumerRebalanceListener {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final Pool pool;
    private final LogLayout layout;

    public StartFromInbox(Pool pool, LogLayout layout) {
        this.pool = pool;
        this.layout = layout;
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        String name = consumer.groupMetadata().groupId();
        for (TopicPartition each : partitions) {
            consumer.seek(each, Inbox.start(pool, name, each, layout).await().atMost(AT_MOST));
        }
    }
}
