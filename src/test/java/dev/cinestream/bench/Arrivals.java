package dev.cinestream.bench;

import dev.cinestream.EmbeddedParts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// When records arrive at a plain consumer of a topic, by key.
final class Arrivals implements AutoCloseable {

    private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
    private final Thread thread;
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
        thread = Thread.ofPlatform().name("bench-arrivals").start(() -> consume(consumer));
    }

    /// The nano time at which the key's next record is seen.
    Uni<Long> of(String key) {
        var arrival = new CompletableFuture<Long>();
        awaited.put(key, arrival);
        return Uni.createFrom().completionStage(arrival);
    }

    private void consume(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (!closed) {
                for (var each : consumer.poll(Duration.ofMillis(100))) {
                    CompletableFuture<Long> arrival = awaited.remove(each.key());
                    if (arrival != null) {
                        arrival.complete(System.nanoTime());
                    }
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
