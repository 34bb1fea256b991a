package dev.cinestream.eventsourcing.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.eventsourcing.log.Metadata;
import org.jspecify.annotations.Nullable;

/// An event as the log has it.
///
/// @param metadata who, when and why; its type is the name it was written under
/// @param event as today's version of it, personal data in clear as far as its keys exist; null when it cannot be read
/// @param unreadable why it cannot be read
/// @param intact its checksum fits its bytes and the event before
/// @param topic where it lies in Kafka, with `partition` and `offset`
public record HistoryEvent(
        Metadata metadata,
        @Nullable JsonNode event,
        @Nullable String unreadable,
        boolean intact,
        String topic,
        int partition,
        long offset) {}
