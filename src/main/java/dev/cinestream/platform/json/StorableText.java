package dev.cinestream.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Text that can be stored: without the NUL character, which Postgres does not take, and without half of a surrogate
/// pair, which is no Unicode.
public final class StorableText extends StringDeserializer {

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        String text = super.deserialize(parser, context);
        if (text != null && parser.currentToken() == JsonToken.VALUE_STRING) {
            refuse(parser, text);
        }
        return text;
    }

    /// What is wrong with the text, or null when nothing is.
    public static @Nullable String flawOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "contains the character U+0000, which cannot be stored";
            }
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return "contains half of a surrogate pair, which is not Unicode text";
                }
                i++;
            }
        }
        return null;
    }

    private static void refuse(JsonParser parser, String text) throws IOException {
        String flaw = flawOf(text);
        if (flaw != null) {
            throw new UnstorableTextException(parser, flaw, text);
        }
    }

    /// The same for names of a map.
    static final class Key extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context)
                throws IOException {
            refuse(context.getParser(), key);
            return key;
        }
    }

    /// Text that cannot be stored; the message says why, in words for the caller.
    public static final class UnstorableTextException extends InvalidFormatException {
        UnstorableTextException(JsonParser parser, String flaw, String text) {
            super(parser, flaw, text, String.class);
        }
    }
}
