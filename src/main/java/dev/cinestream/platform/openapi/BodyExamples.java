package dev.cinestream.platform.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/// A body that is right, for each operation that takes one: `openapi/<operation id>.json`.
final class BodyExamples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BodyExamples() {}

    static void add(Operation operation) {
        RequestBody body = operation.getRequestBody();
        Object example = body == null ? null : example(operation.getOperationId());
        if (example != null && body.getContent() != null) {
            body.getContent().getMediaTypes().values().forEach(media -> media.setExample(example));
        }
    }

    private static @Nullable Object example(String operationId) {
        try (InputStream file =
                BodyExamples.class.getResourceAsStream("/openapi/" + operationId + ".json")) {
            return file == null ? null : JSON.readValue(file, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(operationId, e);
        }
    }
}
