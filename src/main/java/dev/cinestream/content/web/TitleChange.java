package dev.cinestream.content.web;

import dev.cinestream.eventsourcing.log.Metadata;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What an event of the feed says: that a title changed, how, and how to read it as it is after the change. What it says now
/// is for the queries to tell, to those who may see it.
///
/// @param change also the name of the server-sent event
/// @param revision the title's after it
/// @param consistencyToken send it back with a query, and the answer has seen the change
@RegisterForReflection
@Schema(name = "TitleChange")
public record TitleChange(
        UUID title,
        @Schema(
                        enumeration = {
                            "title-drafted",
                            "title-revised",
                            "availability-scheduled",
                            "title-published",
                            "title-withdrawn",
                            "title-reinstated"
                        })
                String change,
        long revision,
        Instant at,
        String consistencyToken) {

    static TitleChange of(Metadata event) {
        return new TitleChange(
                event.streamId(),
                nameOf(event.type()),
                event.revision(),
                event.recordedAt(),
                event.token().toString());
    }

    /// `title-drafted` of `content.title-drafted.v1`.
    static String nameOf(String type) {
        return type.substring(type.indexOf('.') + 1, type.lastIndexOf('.'));
    }
}
