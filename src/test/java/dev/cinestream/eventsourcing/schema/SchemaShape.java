package dev.cinestream.eventsourcing.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A schema as a set of lines, one a fact, such as `/properties/by/type "integer"`, without the words about it. So what was
/// published is remembered as lines that a person can read and a diff can show, and a change is a line less or a line more.
///
/// Under the same name an event may get an optional property and other words. Anything else would surprise those who read
/// the log: what was written before, or what is written by the other instance during an update.
final class SchemaShape {

    private static final Set<String> WORDS =
            Set.of("$schema", "$id", "$comment", "title", "description", "examples");
    private static final Pattern PROPERTY = Pattern.compile("/properties/[^/ ]+");

    private SchemaShape() {}

    static Set<String> lines(JsonNode schema) {
        Set<String> lines = new TreeSet<>();
        ofSchema("", schema, lines);
        return lines;
    }

    /// What a new version is needed for; nothing when the name may stay.
    static List<String> breaking(Set<String> published, Set<String> current) {
        Stream<String> gone =
                published.stream().filter(line -> !current.contains(line)).map(line -> "- " + line);
        Stream<String> added =
                current.stream()
                        .filter(line -> !published.contains(line))
                        .filter(line -> !isOfNewProperty(line, published))
                        .map(line -> "+ " + line);
        return Stream.concat(gone, added).toList();
    }

    private static boolean isOfNewProperty(String line, Set<String> published) {
        Matcher property = PROPERTY.matcher(line);
        while (property.find()) {
            String pointer = line.substring(0, property.end());
            if (published.stream()
                    .noneMatch(old ->
                            old.startsWith(pointer + "/") || old.startsWith(pointer + " "))) {
                return true;
            }
        }
        return false;
    }

    private static void ofSchema(String pointer, JsonNode schema, Set<String> lines) {
        schema.properties().stream()
                .filter(each -> !WORDS.contains(each.getKey()))
                .forEach(each -> {
                    String at = pointer + "/" + each.getKey();
                    if (each.getKey().equals("properties")) {
                        each.getValue()
                                .properties()
                                .forEach(property ->
                                        ofSchema(
                                                at + "/" + property.getKey(),
                                                property.getValue(),
                                                lines));
                    } else {
                        ofKeyword(at, each.getValue(), lines);
                    }
                });
    }

    private static void ofKeyword(String pointer, JsonNode value, Set<String> lines) {
        if (value.isObject()) {
            ofSchema(pointer, value, lines);
        } else if (value.isArray()) {
            value.forEach(each -> lines.add(pointer + " " + each));
        } else {
            lines.add(pointer + " " + value);
        }
    }
}
