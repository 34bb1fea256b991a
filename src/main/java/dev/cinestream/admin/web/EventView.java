package dev.cinestream.admin.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cinestream.eventsourcing.log.Metadata;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An event as support sees it: what happened, who did it, when and why.
@Schema(name = "RecordedEvent")
public record EventView(
        @Schema(description = "Its place in the stream, from 1") long revision,
        UUID id,
        @Schema(
                        description = "The name it was written under",
                        examples = "content.title-drafted.v1")
                String type,
        Instant recordedAt,
        @Schema(description = "Who: a token's subject, or system:<part>") String actor,
        @Schema(description = "Why, in the actor's words") @Nullable String reason,
        String correlationId,
        String causationId,
        int lane,
        @Schema(description = "Its place in the lane") long sequence,
        String checksum,
        @Schema(
                        description =
                                "As today's version of it; personal data in clear as far as its keys exist")
                @Nullable JsonNode event,
        @Schema(description = "Why it cannot be read") @Nullable String unreadable) {

    static EventView of(Metadata of, @Nullable JsonNode event, @Nullable String unreadable) {
        return new EventView(
                of.revision(),
                of.id(),
                of.type(),
                of.recordedAt(),
                of.actor(),
                of.reason(),
                of.correlationId(),
                of.causationId(),
                of.lane(),
                of.sequence(),
                of.checksum(),
                event,
                unreadable);
    }
}
