package dev.cinestream.eventsourcing.command;

import dev.cinestream.eventsourcing.EngineConfig;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.log.TopicDeclaration;
import dev.cinestream.eventsourcing.schema.EventCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All aggregate types of all modules, the codec that knows their states, and how their streams spread over lanes.
@ApplicationScoped
public class Aggregates {

    private final Map<String, AggregateType<?, ?, ?, ?>> byCategory;
    private final EventCodec codec;
    private final Lanes lanes;
    private final LogLayout layout;

    public Aggregates(@Any Instance<AggregateType<?, ?, ?, ?>> types, EngineConfig config) {
        var found = new LinkedHashMap<String, AggregateType<?, ?, ?, ?>>();
        List<Class<?>> states = new ArrayList<>();
        for (AggregateType<?, ?, ?, ?> type : types) {
            if (found.put(type.category(), type) != null) {
                throw new IllegalStateException(
                        "two aggregate types are called " + type.category());
            }
            states.add(type.stateType());
        }
        byCategory = Map.copyOf(found);
        codec = new EventCodec(states);
        lanes = new Lanes(config.lanes(), config.laneGroups(), config.partitions());
        var topics = new LinkedHashMap<String, TopicDeclaration>();
        found.forEach((category, type) -> topics.put(category, declaration(type, config)));
        layout = new LogLayout(config.partitions(), topics);
    }

    private static TopicDeclaration declaration(
            AggregateType<?, ?, ?, ?> type, EngineConfig config) {
        AggregateType.Log log = type.log();
        return new TopicDeclaration(
                type.topic(),
                log == null ? config.partitions() : log.partitions(),
                config.replicationFactor(),
                config.minInsyncReplicas(),
                log == null ? -1 : log.retentionMillis(),
                2 << 20);
    }

    public Collection<AggregateType<?, ?, ?, ?>> all() {
        return byCategory.values();
    }

    /// @throws IllegalArgumentException when there is none
    public AggregateType<?, ?, ?, ?> of(String category) {
        AggregateType<?, ?, ?, ?> type = byCategory.get(category);
        if (type == null) {
            throw new IllegalArgumentException(
                    "there is no category " + category + ", only " + byCategory.keySet());
        }
        return type;
    }

    public EventCodec codec() {
        return codec;
    }

    public Lanes lanes() {
        return lanes;
    }

    /// Where their events lie in Kafka.
    @Produces
    @Singleton
    public LogLayout layout() {
        return layout;
    }
}
