package dev.cinestream.platform.http;

import dev.cinestream.eventsourcing.command.CommandResult.Committed;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Answers to commands that were done: with the new `ETag`, the `Consistency-Token` to read one's own write with, and
/// `Idempotent-Replayed` when it had been done before.
public final class Answers {

    public static final String IDEMPOTENT_REPLAYED = "Idempotent-Replayed";

    private Answers() {}

    public static Response created(Committed<?> done, URI location, @Nullable Object entity) {
        return about(done, Response.created(location)).entity(entity).build();
    }

    public static Response ok(Committed<?> done, Object entity) {
        return about(done, Response.ok(entity)).build();
    }

    public static Response noContent(Committed<?> done) {
        return about(done, Response.noContent()).build();
    }

    private static Response.ResponseBuilder about(
            Committed<?> done, Response.ResponseBuilder response) {
        response.header(HttpHeaders.ETAG, EntityTags.of(done.revision()));
        if (done.token() != null) {
            response.header(ConsistencyTokens.HEADER, done.token().toString());
        }
        if (done.replayed()) {
            response.header(IDEMPOTENT_REPLAYED, "true");
        }
        return response;
    }
}
