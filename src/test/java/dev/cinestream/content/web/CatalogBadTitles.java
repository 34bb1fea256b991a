package dev.cinestream.content.web;

import static dev.cinestream.content.web.CatalogBadRequests.name;
import static dev.cinestream.content.web.CatalogBadRequests.with;

import dev.cinestream.platform.http.BadRequest;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What no title may say about itself, however well-formed it is.
final class CatalogBadTitles {

    private CatalogBadTitles() {}

    static Stream<BadRequest> rows() {
        return Stream.of(texts(), numbers(), words(), people(), pictures())
                .flatMap(rows -> rows)
                .map(row -> row.gets(422, "invalid-title"));
    }

    private static Stream<BadRequest> texts() {
        return Stream.of(
                with("a blank name", name(" "))
                        .saying("/metadata/texts/en/name", "1 to 300 characters"),
                with("a name too long", name("a".repeat(301)))
                        .saying("/metadata/texts/en/name", "1 to 300 characters"),
                with("a bell in a name", name("a\\u0007"))
                        .saying("/metadata/texts/en/name", "control characters"),
                with(
                                "a synopsis too long",
                                "\"texts\": {\"en\": {\"name\": \"a\", \"synopsis\": \""
                                        + "a".repeat(10_001)
                                        + "\"}}")
                        .saying("/metadata/texts/en/synopsis", "10000"),
                with("an underscore in a language", "\"texts\": {\"en_US\": {\"name\": \"a\"}}")
                        .saying("/metadata/texts/en_US", "BCP 47"));
    }

    private static Stream<BadRequest> numbers() {
        return Stream.of(
                with("a year before film", "\"year\": 1700")
                        .saying("/metadata/year", "from 1870 to 2200"),
                with("a year far off", "\"year\": 3000").saying("/metadata/year"),
                with("no runtime at all", "\"runtimeSeconds\": 0")
                        .saying("/metadata/runtimeSeconds", "from 1 to"),
                with("a runtime of days", "\"runtimeSeconds\": 360001")
                        .saying("/metadata/runtimeSeconds", "360000"));
    }

    private static Stream<BadRequest> words() {
        return Stream.of(
                with("a language that is none", "\"originalLanguage\": \"klingonish-\"")
                        .saying("/metadata/originalLanguage", "BCP 47"),
                with("an undetermined language", "\"originalLanguage\": \"und\"")
                        .saying("/metadata/originalLanguage"),
                with("a language in capitals", "\"audioLanguages\": [\"en\", \"DE\"]")
                        .saying("/metadata/audioLanguages/1"),
                with("a genre in capitals", "\"genres\": [\"Drama\"]")
                        .saying("/metadata/genres/0", "lower case words"),
                with("a genre twice", "\"genres\": [\"drama\", \"drama\"]")
                        .saying("/metadata/genres", "once"),
                with("fifty-one tags", "\"tags\": [" + many(51) + "]")
                        .saying("/metadata/tags", "at most 50"),
                with("a tag of two words", "\"tags\": [\"open movie\"]")
                        .saying("/metadata/tags/0", "hyphens"));
    }

    private static Stream<BadRequest> people() {
        return Stream.of(
                with(
                                "a role in capitals",
                                "\"credits\": [{\"person\": \"A\", \"role\": \"Director\"}]")
                        .saying("/metadata/credits/0/role"),
                with(
                                "a person without a name",
                                "\"credits\": [{\"person\": \"\", \"role\": \"actor\"}]")
                        .saying("/metadata/credits/0/person"),
                with("an age of 22", rating("FSK", 22))
                        .saying("/metadata/ageRating/minimumAge", "from 0 to 21"),
                with("an age below zero", rating("FSK", -1))
                        .saying("/metadata/ageRating/minimumAge"),
                with("a rating by nobody", rating("", 12)).saying("/metadata/ageRating/system"));
    }

    private static Stream<BadRequest> pictures() {
        return Stream.of(
                with("a banner", picture("banner", "https://example.org/a.jpg", 10))
                        .saying("/metadata/artwork/0/kind", "poster, backdrop, logo or still"),
                with("a picture in clear", picture("poster", "http://example.org/a.jpg", 10))
                        .saying("/metadata/artwork/0/uri", "https"),
                with("a script for a picture", picture("poster", "javascript:alert(1)", 10))
                        .saying("/metadata/artwork/0/uri"),
                with("a picture without width", picture("poster", "https://example.org/a.jpg", 0))
                        .saying("/metadata/artwork/0/width"));
    }

    static String movie(UUID id, String metadata) {
        return "{\"id\": \"%s\", \"kind\": \"MOVIE\", \"metadata\": {%s}}".formatted(id, metadata);
    }

    /// A line of an import, of a title that is complete but for `metadata`.
    static String line(UUID id, String kind, String metadata) {
        return "{\"id\": \"%s\", \"kind\": \"%s\", \"metadata\": {%s}, \"availability\": [], \"publish\": false}"
                .formatted(id, kind, metadata);
    }

    private static String many(int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> "\"tag-" + i + "\"")
                .collect(Collectors.joining(","));
    }

    private static String rating(String system, int age) {
        return "\"ageRating\": {\"system\": \"%s\", \"value\": \"x\", \"minimumAge\": %d}"
                .formatted(system, age);
    }

    private static String picture(String kind, String uri, int width) {
        return "\"artwork\": [{\"kind\": \"%s\", \"uri\": \"%s\", \"width\": %d, \"height\": 10}]"
                .formatted(kind, uri, width);
    }
}
