package dev.cinestream.webhook.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cinestream.eventsourcing.command.Aggregates;
import dev.cinestream.eventsourcing.log.Envelope;
import dev.cinestream.eventsourcing.log.Metadata;
import jakarta.enterprise.context.ApplicationScoped;

/// Events as others may see them: `{"type", "timestamp", "id", "stream", "revision", "data"}`, `data` being the event as its
/// schema has it, without what is personal.
@ApplicationScoped
public class Messages {

    private final Aggregates aggregates;

    Messages(Aggregates aggregates) {
        this.aggregates = aggregates;
    }

    public Message of(Envelope<?> envelope) {
        Metadata event = envelope.metadata();
        JsonNode data =
                aggregates.codec().impersonal(envelope.event(), envelope.event().getClass());
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", event.type())
                        .put("timestamp", event.recordedAt().toString())
                        .put("id", event.id().toString())
                        .put("stream", event.streamId().toString())
                        .put("revision", event.revision());
        body.set("data", data);
        return new Message(event.id(), event.type(), body.toString());
    }
}
