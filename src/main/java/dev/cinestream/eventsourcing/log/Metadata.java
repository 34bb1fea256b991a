package dev.cinestream.eventsourcing.log;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of an event besides what happened.
///
/// @param id UUIDv7 of the event (`ce_id`)
/// @param type wire name, for example `content.movie-drafted.v1` (`ce_type`)
/// @param category the aggregate type's name, for example `content.title`
/// @param streamId the aggregate (`ce_subject`, and the record's key)
/// @param revision the event's place in its stream, 1, 2, 3 …
/// @param lane the category's virtual shard the stream belongs to
/// @param sequence the event's place in its lane, 1, 2, 3 …
/// @param recordedAt when it was decided, to the microsecond (`ce_time`)
/// @param correlationId the request that began it all
/// @param causationId the command (or event) that caused it
/// @param actor who: a subject of a token, `<delegate> for <subject>`, or `system:<part>`
/// @param reason why, in the actor's words, when they gave one
/// @param checksum lower-case hex SHA-256 over the checksum of the stream's event before, and this one
/// @param traceparent W3C trace context, when the request had one
public record Metadata(
        UUID id,
        String type,
        String category,
        UUID streamId,
        long revision,
        int lane,
        long sequence,
        Instant recordedAt,
        String correlationId,
        String causationId,
        String actor,
        @Nullable String reason,
        String checksum,
        @Nullable String traceparent) {

    public ConsistencyToken token() {
        return new ConsistencyToken(category, lane, sequence);
    }
}
