package dev.cinestream.eventsourcing.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.privacy.SubjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every event that is or was ever written has a schema, an approved sample, and readers that still understand it (CS-8).
///
/// That generated events fit their schemas is checked by the decider kit on each of its runs.
class EventSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<AggregateType<?, ?, ?, ?>> TYPES = declaredTypes();
    private static final EventCodec CODEC =
            new EventCodec(
                    TYPES.stream()
                            .<Class<?>>map(AggregateType::stateType)
                            .collect(Collectors.toList()));

    /// An event's wire name and the types that read it.
    record Name(EventTypes<?> types, String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Name> written() {
        return TYPES.stream()
                .map(AggregateType::eventTypes)
                .flatMap(types -> types.names().stream().map(name -> new Name(types, name)));
    }

    static Stream<Name> everWritten() {
        return Stream.concat(
                written(),
                TYPES.stream()
                        .map(AggregateType::eventTypes)
                        .flatMap(types ->
                                types.oldNames().stream().map(name -> new Name(types, name))));
    }

    @Test
    void the_aggregates_of_all_modules_are_looked_at() {
        assertThat(TYPES)
                .extracting(AggregateType::category)
                .contains("content.title", "test.counter");
    }

    @ParameterizedTest
    @MethodSource("everWritten")
    void an_event_has_a_schema_of_its_name(Name event) {
        JsonNode schema = Schemas.read(Schemas.path("schemas", event.name()));

        assertThat(schema.path("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("$id").asText())
                .isEqualTo("https://cinestream.dev/" + Schemas.path("schemas", event.name()));
        assertThat(schema.path("title").asText()).isNotBlank();
        assertThat(schema.path("description").asText()).endsWith(".");
        assertThat(schema.path("type").asText()).isEqualTo("object");
    }

    @ParameterizedTest
    @MethodSource("everWritten")
    void an_event_has_a_sample_that_fits_its_schema_and_shows_each_property(Name event) {
        Set<String> shown = new TreeSet<>();
        for (JsonNode sample : samples(event)) {
            Schemas.check(event.name(), sample);
            shown.addAll(shown(sample));
        }

        assertThat(shown)
                .containsAll(declared(Schemas.inlined(Schemas.path("schemas", event.name()))));
    }

    @ParameterizedTest
    @MethodSource("written")
    void an_event_is_written_as_its_sample_was_approved(Name event) {
        assertThat(samples(event))
                .allSatisfy(sample ->
                        assertThat(withoutCipherText(rewritten(event, sample)))
                                .isEqualTo(withoutCipherText(sample)));
    }

    @ParameterizedTest
    @MethodSource("everWritten")
    void an_event_of_any_version_is_read_and_fits_the_present_schema(Name event) {
        for (JsonNode sample : samples(event)) {
            String name = event.types().nameOf(event(event, sample));

            Schemas.check(name, rewritten(event, sample));
        }
    }

    @Test
    void a_published_schema_does_not_change_under_its_name() {
        PublishedSchemas.published()
                .forEach((name, shape) ->
                        assertThat(SchemaShape.breaking(shape, PublishedSchemas.shape(name)))
                                .as("changes of %s that need a new version", name)
                                .isEmpty());
    }

    @Test
    void no_published_event_is_forgotten() {
        assertThat(everWritten().map(Name::name))
                .containsAll(PublishedSchemas.published().keySet());
    }

    /// The next release remembers these.
    @Test
    void what_is_written_today_is_printed_for_the_next_release() {
        PublishedSchemas.print(
                everWritten()
                        .map(Name::name)
                        .filter(name -> !name.startsWith("test."))
                        .sorted()
                        .toList(),
                Path.of("target", "published-schemas.txt"));

        assertThat(Path.of("target", "published-schemas.txt")).isNotEmptyFile();
    }

    @Test
    void no_schema_stands_there_without_an_event() {
        Set<String> known =
                everWritten()
                        .map(event -> Schemas.path("schemas", event.name()))
                        .collect(Collectors.toSet());

        assertThat(files("src/main/resources", "schemas"))
                .filteredOn(path -> !isPartOfOthers(path))
                .allSatisfy(path -> assertThat(known).contains(path));
    }

    private static boolean isPartOfOthers(String path) {
        return path.endsWith("/title-metadata.v1.json");
    }

    /// The sample, and another one where one alone cannot show all: of a choice, for example.
    private static List<JsonNode> samples(Name event) {
        String path = Schemas.path("samples", event.name());
        String other = path.replace(".json", ".other.json");
        return Schemas.isThere(other)
                ? List.of(Schemas.read(path), Schemas.read(other))
                : List.of(Schemas.read(path));
    }

    private static Object event(Name event, JsonNode sample) {
        return CODEC.readEvent(
                event.types(),
                event.name(),
                sample.toString().getBytes(UTF_8),
                EventSchemasTest::key);
    }

    private static JsonNode rewritten(Name event, JsonNode sample) {
        Object read = event(event, sample);
        try {
            return JSON.readTree(CODEC.write(read, read.getClass(), EventSchemasTest::key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// It is another one each time.
    private static JsonNode withoutCipherText(JsonNode json) {
        JsonNode copy = json.deepCopy();
        for (JsonNode parent : copy.findParents("sealed")) {
            ((ObjectNode) parent).put("sealed", "…");
        }
        return copy;
    }

    private static Set<String> declared(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        for (JsonNode properties : schema.findValues("properties")) {
            properties.fieldNames().forEachRemaining(names::add);
            properties.forEach(each -> names.addAll(declared(each)));
        }
        return names;
    }

    private static Set<String> shown(JsonNode sample) {
        Set<String> names = new TreeSet<>();
        sample.fieldNames().forEachRemaining(names::add);
        sample.forEach(each -> names.addAll(shown(each)));
        return names;
    }

    private static SubjectKey key(UUID person) {
        return new SubjectKey.Present(
                new SecretKeySpec("a-key-for-samples-and-for-tests!".getBytes(UTF_8), "AES"));
    }

    private static List<String> files(String root, String folder) {
        Path base = Path.of(root);
        try (Stream<Path> all = Files.walk(base.resolve(folder))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> base.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every constant of ours, in code or tests, that declares an aggregate.
    private static List<AggregateType<?, ?, ?, ?>> declaredTypes() {
        List<AggregateType<?, ?, ?, ?>> types = new ArrayList<>();
        new ClassFileImporter()
                .importPackages("dev.cinestream").stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(AggregateType.class))
                        .map(JavaField::reflect)
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .forEach(field -> types.add(value(field)));
        return types;
    }

    private static AggregateType<?, ?, ?, ?> value(Field constant) {
        try {
            constant.setAccessible(true);
            return (AggregateType<?, ?, ?, ?>) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(constant.toString(), e);
        }
    }
}
