package dev.cinestream.eventsourcing.log;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/// Where each category's lanes lie in Kafka: the topic, and within it the partition. Most categories lie as the settings
/// say, for ever; one whose log has a shape of its own (the audit log, say) declares it.
public final class LogLayout {

    private final int usualPartitions;
    private final Map<String, TopicDeclaration> byCategory;
    private final Map<String, String> categoryByTopic = new TreeMap<>();

    public LogLayout(int usualPartitions, Map<String, TopicDeclaration> byCategory) {
        this.usualPartitions = usualPartitions;
        this.byCategory = new TreeMap<>(byCategory);
        byCategory.forEach((category, topic) -> {
            String before = categoryByTopic.put(topic.name(), category);
            if (before != null) {
                throw new IllegalArgumentException(
                        "%s and %s cannot share the topic %s"
                                .formatted(before, category, topic.name()));
            }
        });
    }

    /// The topic of a category that declares none.
    public static String usualTopic(String category) {
        return "cinestream." + category;
    }

    public Collection<TopicDeclaration> topics() {
        return byCategory.values();
    }

    /// Also for a category that this version no longer knows: its last events may still wait in the outbox.
    public String topicOf(String category) {
        TopicDeclaration declared = byCategory.get(category);
        return declared == null ? usualTopic(category) : declared.name();
    }

    public int partitionsOf(String category) {
        TopicDeclaration declared = byCategory.get(category);
        return declared == null ? usualPartitions : declared.partitions();
    }

    public TopicPartition placeOf(String category, int lane) {
        return new TopicPartition(topicOf(category), lane % partitionsOf(category));
    }

    public Optional<String> categoryOf(String topic) {
        return Optional.ofNullable(categoryByTopic.get(topic));
    }
}
