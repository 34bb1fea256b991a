package dev.cinestream.eventsourcing.log;

import java.util.Map;
import java.util.TreeMap;

/// What a Kafka topic must be. The one source: development creates topics from it, every start compares.
///
/// @param retentionMillis -1 for ever
public record TopicDeclaration(
        String name,
        int partitions,
        short replicationFactor,
        int minInsyncReplicas,
        long retentionMillis,
        int maxMessageBytes) {

    /// The topic's settings that are declared; all others are the broker's own business.
    public Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", Long.toString(retentionMillis));
        settings.put("min.insync.replicas", Integer.toString(minInsyncReplicas));
        settings.put("max.message.bytes", Integer.toString(maxMessageBytes));
        return settings;
    }
}
