package dev.cinestream.eventsourcing.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// A wire name is for ever: what may change under it, and what needs the next version (CS-8).
class SchemaShapeTest {

    private static final String PUBLISHED =
            """
            {"type": "object", "title": "Raised",
             "properties": {
               "by": {"type": "integer", "description": "By how much."},
               "why": {"type": "string", "enum": ["ASKED", "BORED"]},
               "who": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}}},
             "required": ["by", "why"]}
            """;

    @Test
    void nothing_changed_is_compatible() {
        assertThat(after(_ -> {})).isEmpty();
    }

    @Test
    void a_new_optional_property_is_compatible() {
        assertThat(after(schema -> properties(schema).putObject("note").put("type", "string")))
                .isEmpty();
    }

    @Test
    void a_new_optional_property_may_demand_what_it_likes_inside() {
        assertThat(
                        after(schema -> {
                            ObjectNode note = properties(schema).putObject("note");
                            note.put("type", "object").putArray("required").add("text");
                            note.putObject("properties").putObject("text").put("type", "string");
                        }))
                .isEmpty();
    }

    @Test
    void other_words_are_compatible() {
        assertThat(after(schema -> schema.put("title", "It went up"))).isEmpty();
    }

    @Test
    void another_order_is_compatible() {
        assertThat(after(schema -> schema.putArray("required").add("why").add("by"))).isEmpty();
    }

    @Test
    void a_new_required_property_needs_a_new_version() {
        assertThat(
                        after(schema -> {
                            properties(schema).putObject("note").put("type", "string");
                            schema.withArray("required").add("note");
                        }))
                .containsExactly("+ /required \"note\"");
    }

    @Test
    void a_property_no_longer_required_needs_a_new_version() {
        assertThat(after(schema -> schema.putArray("required").add("by"))).hasSize(1);
    }

    @Test
    void a_removed_property_needs_a_new_version() {
        assertThat(after(schema -> properties(schema).remove("who")))
                .contains("- /properties/who/type \"array\"");
    }

    @Test
    void a_changed_type_needs_a_new_version() {
        assertThat(after(schema -> property(schema, "by").put("type", "string")))
                .containsExactly(
                        "- /properties/by/type \"integer\"", "+ /properties/by/type \"string\"");
    }

    @Test
    void a_narrowed_property_needs_a_new_version() {
        assertThat(after(schema -> property(schema, "by").put("maximum", 10)))
                .containsExactly("+ /properties/by/maximum 10");
    }

    @Test
    void a_constant_less_or_more_needs_a_new_version() {
        assertThat(after(schema -> property(schema, "why").putArray("enum").add("ASKED")))
                .hasSize(1);
        assertThat(after(schema -> property(schema, "why").withArray("enum").add("DARED")))
                .hasSize(1);
    }

    @Test
    void a_change_deep_inside_is_found() {
        assertThat(
                        after(schema ->
                                ((ObjectNode) schema.at("/properties/who/items/properties/name"))
                                        .put("type", "integer")))
                .containsExactly(
                        "- /properties/who/items/properties/name/type \"string\"",
                        "+ /properties/who/items/properties/name/type \"integer\"");
    }

    @Test
    void closing_an_open_schema_needs_a_new_version() {
        assertThat(after(schema -> schema.put("additionalProperties", false))).hasSize(1);
    }

    private static List<String> after(Consumer<ObjectNode> change) {
        ObjectNode current = published();
        change.accept(current);
        return SchemaShape.breaking(SchemaShape.lines(published()), SchemaShape.lines(current));
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static ObjectNode property(ObjectNode schema, String name) {
        return (ObjectNode) properties(schema).get(name);
    }

    private static ObjectNode published() {
        try {
            JsonNode read = new ObjectMapper().readTree(PUBLISHED);
            return (ObjectNode) read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
