package dev.cinestream.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// A time as RFC 3339 writes it, with its offset, and nothing else: a bare number could be seconds or milliseconds.
final class Rfc3339 extends StdScalarDeserializer<Instant> {

    Rfc3339() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        String text = parser.getText();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return (Instant)
                    context.handleWeirdStringValue(Instant.class, text, "not an RFC 3339 time");
        }
    }
}
