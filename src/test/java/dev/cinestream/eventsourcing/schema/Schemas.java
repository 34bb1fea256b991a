package dev.cinestream.eventsourcing.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The JSON Schemas of events, by wire name: `content.title-drafted.v1` is `schemas/content/title-drafted.v1.json`, its
/// sample `samples/content/title-drafted.v1.json`.
public final class Schemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, JsonSchema> CLOSED = new ConcurrentHashMap<>();

    private Schemas() {}

    /// @param folder `schemas` or `samples`
    static String path(String folder, String wireName) {
        return folder + "/" + wireName.replaceFirst("\\.", "/") + ".json";
    }

    /// What events of this name must look like. Stricter than the schema that consumers are given, which lets them meet
    /// properties of tomorrow: nothing undeclared may be written.
    public static void check(String wireName, JsonNode payload) {
        JsonSchema schema = CLOSED.computeIfAbsent(wireName, Schemas::closed);
        assertThat(schema.validate(payload)).as(wireName + " against its schema").isEmpty();
    }

    public static void check(String wireName, byte[] payload) {
        try {
            check(wireName, JSON.readTree(payload));
        } catch (IOException e) {
            throw new UncheckedIOException(wireName, e);
        }
    }

    /// The document with the documents it refers to in their places.
    static JsonNode inlined(String path) {
        return inline(read(path), path.substring(0, path.lastIndexOf('/') + 1));
    }

    static boolean isThere(String path) {
        return Schemas.class.getClassLoader().getResource(path) != null;
    }

    static JsonNode read(String path) {
        try (@Nullable InputStream bytes =
                Schemas.class.getClassLoader().getResourceAsStream(path)) {
            assertThat(bytes).as(path).isNotNull();
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static JsonNode inline(JsonNode schema, String folder) {
        JsonNode reference = schema.get("$ref");
        if (reference != null) {
            ObjectNode there = (ObjectNode) inlined(folder + reference.asText());
            there.remove("$schema");
            there.remove("$id");
            return there;
        }
        if (schema instanceof ObjectNode object) {
            object.properties().forEach(each -> each.setValue(inline(each.getValue(), folder)));
        }
        return schema;
    }

    private static JsonSchema closed(String wireName) {
        JsonNode document = inlined(path("schemas", wireName));
        close(document);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        document,
                        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    private static void close(JsonNode schema) {
        boolean describesObject = "object".equals(schema.path("type").asText());
        schema.forEach(Schemas::close);
        if (describesObject && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }
}
