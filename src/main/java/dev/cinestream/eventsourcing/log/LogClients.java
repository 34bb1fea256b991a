package dev.cinestream.eventsourcing.log;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Kafka clients beside the channels: they know the same brokers, but are in no consumer group.
public final class LogClients {

    private LogClients() {}

    /// @param brokers the settings that all clients share
    /// @param own what this client has of its own; wins over them
    public static Map<String, Object> settings(
            Map<String, Object> brokers, Map<String, Object> own) {
        Map<String, Object> settings = new HashMap<>(brokers);
        settings.keySet().removeIf(key -> key.startsWith("group."));
        settings.putAll(own);
        return settings;
    }

    /// A consumer of places that its user assigns and seeks. It commits nothing, and unless its own settings say otherwise
    /// an offset that the log does not have is an error, never a jump elsewhere.
    public static Consumer<byte[], byte[]> consumer(
            Map<String, Object> brokers, Map<String, Object> own) {
        Map<String, Object> settings = settings(brokers, own);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
