package dev.cinestream.eventsourcing.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.eventsourcing.log.Metadata;
import org.jspecify.annotations.Nullable;

/// An event that waits in quarantine.
///
/// @param event as today's version of it, personal data in clear as far as its keys exist; null when it cannot be read
/// @param unreadable why it cannot be read
public record ParkedEvent(
        Metadata metadata, @Nullable JsonNode event, @Nullable String unreadable) {}
