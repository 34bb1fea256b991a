package dev.cinestream.bench;

import dev.cinestream.EmbeddedParts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// When records arrive at a plain consumer of a topic, by key.
final class Arrivals implements AutoCloseable {

    private final Map<String, LongConsumer> awaited = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Arrivals(String topic) {
        var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", EmbeddedParts.kafkaBootstrap()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        Thread.ofPlatform().name("bench-arrivals").daemon(true).start(() -> consume(consumer));
    }

    /// The nano time at which the key's next record is seen.
    Uni<Long> of(String key) {
        var arrival = new CompletableFuture<Long>();
        awaited.put(key, arrival::complete);
        return Uni.createFrom().completionStage(arrival);
    }

    private void consume(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (!closed) {
                for (var each : consumer.poll(Duration.ofMillis(100))) {
                    LongConsumer arrival = awaited.remove(each.key());
                    if (arrival != null) {
                        arrival.accept(System.nanoTime());
                    }
                }
            }
        }
    }

    /// The consumer ends by itself, soon.
    @Override
    public void close() {
        closed = true;
    }
}
