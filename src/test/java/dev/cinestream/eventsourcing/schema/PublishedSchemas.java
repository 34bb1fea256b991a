package dev.cinestream.eventsourcing.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The shapes of the schemas that a release has given to the world: `published-schemas.txt`, each line a wire name and a
/// line of its [SchemaShape].
final class PublishedSchemas {

    private static final Path FILE = Path.of("src/test/resources/published-schemas.txt");

    private PublishedSchemas() {}

    /// By wire name.
    static Map<String, Set<String>> published() {
        Map<String, Set<String>> shapes = new TreeMap<>();
        for (String line : read()) {
            int space = line.indexOf(' ');
            shapes.computeIfAbsent(line.substring(0, space), _ -> new TreeSet<>())
                    .add(line.substring(space + 1));
        }
        return shapes;
    }

    /// As it is today.
    static Set<String> shape(String wireName) {
        return SchemaShape.lines(Schemas.inlined(Schemas.path("schemas", wireName)));
    }

    static void print(List<String> wireNames, Path file) {
        List<String> lines =
                wireNames.stream()
                        .flatMap(name -> shape(name).stream().map(line -> name + " " + line))
                        .toList();
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> read() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
