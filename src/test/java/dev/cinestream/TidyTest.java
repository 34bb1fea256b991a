package dev.cinestream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The repository keeps itself tidy: rules about files, which no compiler sees.
class TidyTest {

    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]+(?:IT|Test))`");

    private static final Path REPO = Path.of("").toAbsolutePath();
    private static final List<String> KEPT =
            List.of("src", "docs", "native", "helm", ".ci", ".mvn");

    // Put together from parts, so that this file does not break its own rules.
    private static final Pattern UNFINISHED =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern THIS_MACHINE =
            Pattern.compile(
                    "(?<![\\w./~$}])/(wo"
                            + "rk|ro"
                            + "ot|ho"
                            + "me/[a-z]+|usr/lib/j"
                            + "vm/[a-z0-9])");
    private static final Pattern REGISTRY =
            Pattern.compile(
                    "repo1?\\.ma"
                            + "ven|regis"
                            + "try\\.npm"
                            + "js|proxy\\.gol"
                            + "ang|py"
                            + "pi\\.org");

    @ParameterizedTest
    @ValueSource(strings = {"CS-2", "CS-4", "CS-6", "CS-7", "CS-8", "CS-9", "CS-10"})
    void each_requirement_built_so_far_is_named_by_a_test(String id) {
        Pattern whole = Pattern.compile(id + "(?!\\d)");
        assertThat(files("src/test"))
                .filteredOn(file -> !file.endsWith("TidyTest.java"))
                .anyMatch(file -> whole.matcher(text(file)).find());
    }

    @Test
    void nothing_is_left_for_later_in_a_comment() {
        assertThat(linesWith(UNFINISHED)).isEmpty();
    }

    @Test
    void no_file_knows_the_machine_it_was_written_on() {
        assertThat(linesWith(THIS_MACHINE)).isEmpty();
    }

    @Test
    void no_file_names_a_package_registry() {
        assertThat(linesWith(REGISTRY)).isEmpty();
    }

    @Test
    void each_decision_has_a_number_of_its_own_and_a_sentence_for_a_title() {
        var byNumber = new TreeMap<String, Path>();
        for (Path record : files("docs/adr")) {
            String name = record.getFileName().toString();
            assertThat(name).matches("\\d{4}(-[a-z0-9]+){4,}\\.md");
            assertThat(byNumber.put(name.substring(0, 4), record))
                    .as("another decision numbered like " + name)
                    .isNull();
            String title = text(record).lines().findFirst().orElse("");
            assertThat(title).as(name).matches("# \\d{4}: .*\\s.*\\s.*[a-z)]");
            assertThat(title).startsWith("# " + name.substring(0, 4));
        }
    }

    @Test
    void each_package_says_what_it_is_and_is_null_marked() {
        List<Path> packages =
                files("src/main/java").stream().map(Path::getParent).distinct().toList();
        assertThat(packages)
                .allSatisfy(folder -> {
                    Path info = folder.resolve("package-info.java");
                    assertThat(info).exists();
                    assertThat(text(info)).startsWith("///").contains("@", "NullMarked");
                });
    }

    @Test
    void each_test_that_a_document_names_is_there() {
        Set<String> tests =
                files("src/test/java").stream()
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .collect(Collectors.toSet());
        Stream<Path> topLevel =
                list(REPO).filter(file -> file.getFileName().toString().endsWith(".md"));
        assertThat(Stream.concat(topLevel, files("docs").stream()))
                .allSatisfy(document ->
                        assertThat(
                                        TEST_NAME
                                                .matcher(text(document))
                                                .results()
                                                .map(found -> found.group(1)))
                                .as(document.toString())
                                .isSubsetOf(tests));
    }

    private static List<String> linesWith(Pattern pattern) {
        var found = new ArrayList<String>();
        Stream<Path> topLevel = list(REPO).filter(Files::isRegularFile);
        Stream<Path> kept = KEPT.stream().flatMap(folder -> files(folder).stream());
        for (Path file : Stream.concat(topLevel, kept).toList()) {
            int number = 0;
            for (String line : text(file).split("\n", -1)) {
                number++;
                if (pattern.matcher(line).find()) {
                    found.add(REPO.relativize(file) + ":" + number + ": " + line.strip());
                }
            }
        }
        return found;
    }

    private static List<Path> files(String folder) {
        Path start = REPO.resolve(folder);
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(start)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file's text; empty for one that is not text.
    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (MalformedInputException _) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
