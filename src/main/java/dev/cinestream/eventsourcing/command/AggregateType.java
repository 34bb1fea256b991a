package dev.cinestream.eventsourcing.command;

import dev.cinestream.eventsourcing.decider.Decider;
import dev.cinestream.eventsourcing.decider.Rejection;
import dev.cinestream.eventsourcing.log.LogLayout;
import dev.cinestream.eventsourcing.schema.EventTypes;
import org.jspecify.annotations.Nullable;

/// One kind of aggregate: its name, its rules, and how its events and state are written. A module produces one as a CDI
/// bean for each of its aggregates; the engine finds them all.
///
/// @param category `<module>.<aggregate>` in lower case, for example `content.title`. The stream of record is the Kafka
///     topic `cinestream.<category>` unless `log` says otherwise (see [#topic()])
/// @param decider the rules
/// @param eventTypes the wire names of its events
/// @param stateType the sealed interface (or record) of its states; heads are written as its JSON. A sealed interface
///     carries `@JsonTypeInfo` by mix-in: the engine adds the property `state` with the simple class name; so does each sealed
///     interface in the components of its records
/// @param log the shape of its topic; null for the usual one, which is kept for ever
public record AggregateType<C, S, E, R extends Rejection>(
        String category,
        Decider<C, S, E, R> decider,
        EventTypes<E> eventTypes,
        Class<S> stateType,
        @Nullable Log log) {

    /// A topic that is not like the others.
    ///
    /// @param retentionMillis -1 for ever. What is gone from the log is gone from rebuilds and history: only for
    ///     categories that no read model is rebuilt from
    public record Log(String topic, int partitions, long retentionMillis) {}

    public AggregateType {
        if (!category.matches("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "a category is named <module>.<aggregate> in lower case, not " + category);
        }
    }

    /// With the usual log.
    public AggregateType(
            String category,
            Decider<C, S, E, R> decider,
            EventTypes<E> eventTypes,
            Class<S> stateType) {
        this(category, decider, eventTypes, stateType, null);
    }

    /// The Kafka topic that is this category's log of record.
    public String topic() {
        return log == null ? LogLayout.usualTopic(category) : log.topic();
    }
}
