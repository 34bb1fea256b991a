package dev.cinestream.platform.identity;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What a token says of itself before anybody has verified it: good for finding its key, and for nothing else.
final class TokenHeader {

    private TokenHeader() {}

    /// The name of its key; null when it names none.
    static @Nullable String kid(String token) {
        try {
            byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
            return new JsonObject(Buffer.buffer(header)).getString("kid");
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | DecodeException
                | ClassCastException _) {
            return null; // no JWT; whoever verifies it says so
        }
    }
}
