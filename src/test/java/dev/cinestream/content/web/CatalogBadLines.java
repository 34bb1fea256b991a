package dev.cinestream.content.web;

import static dev.cinestream.content.web.CatalogBadRequests.MOVIE;
import static dev.cinestream.content.web.CatalogBadRequests.NOWHERE;
import static dev.cinestream.content.web.CatalogBadRequests.SERIES;
import static dev.cinestream.content.web.CatalogBadRequests.WITHDRAWN;
import static dev.cinestream.content.web.CatalogBadTitles.line;

import dev.cinestream.eventsourcing.log.Uuid7;
import java.util.UUID;
import java.util.stream.Stream;

/// What can be wrong with a line of an import; see [CatalogBadRequests].
final class CatalogBadLines {

    private CatalogBadLines() {}

    static Stream<BadLine> rows() {
        return Stream.concat(shapes(), rules());
    }

    private static Stream<BadLine> shapes() {
        String good = line(Uuid7.next(), "MOVIE", "");
        return Stream.of(
                BadLine.of("half a line", good.substring(0, 40)).gets(400, "malformed-json"),
                BadLine.of("two titles in a line", good + good).gets(400, "malformed-json"),
                BadLine.of("a null", "null").gets(400, "malformed-json"),
                BadLine.of("a list", "[" + good + "]").gets(400, "invalid-value"),
                BadLine.of("no id", good.replaceFirst("\"id\": \"[^\"]*\", ", ""))
                        .gets(400, "missing-property", "\"pointer\":\"/id\""),
                BadLine.of("no publish", good.replace(", \"publish\": false", ""))
                        .gets(400, "missing-property", "\"pointer\":\"/publish\""),
                BadLine.of("publish as a text", good.replace("false", "\"false\""))
                        .gets(400, "invalid-value", "\"pointer\":\"/publish\""),
                BadLine.of("no availability", good.replace("\"availability\": [], ", ""))
                        .gets(400, "missing-property", "\"pointer\":\"/availability\""),
                BadLine.of(
                                "an unknown property",
                                good.replace("\"publish\"", "\"pubilsh\": true, \"publish\""))
                        .gets(400, "unknown-property", "/pubilsh", "publish"),
                BadLine.of("NUL in a name", titled("a\\u0000")).gets(400, "unstorable-text"),
                BadLine.of("a line too long", titled("a".repeat(1_100_000)))
                        .gets(413, "content-too-large", "1048576"));
    }

    private static Stream<BadLine> rules() {
        return Stream.of(
                BadLine.of("a year before film", line(Uuid7.next(), "MOVIE", "\"year\": 1700"))
                        .gets(
                                422,
                                "invalid-title",
                                "\"pointer\":\"/metadata/year\"",
                                "must be from 1870 to 2200"),
                BadLine.of(
                                "a year before film, of a title there is",
                                line(MOVIE, "MOVIE", "\"year\": 1700"))
                        .gets(
                                422,
                                "invalid-title",
                                "\"pointer\":\"/metadata/year\"",
                                "must be from 1870 to 2200"),
                BadLine.of("an orphan", placed("EPISODE", NOWHERE))
                        .gets(422, "wrong-parent", "needs a season", "there is none"),
                BadLine.of("a season of a movie", placed("SEASON", MOVIE))
                        .gets(422, "wrong-parent", "it is a movie"),
                BadLine.of("a season of a withdrawn series", placed("SEASON", WITHDRAWN))
                        .gets(409, "parent-withdrawn"),
                BadLine.of("a movie that is a series", line(SERIES, "MOVIE", ""))
                        .gets(409, "title-exists", "never change"),
                BadLine.of("a withdrawn title", line(WITHDRAWN, "SERIES", "\"year\": 2010"))
                        .gets(409, "withdrawn", "reinstate it first"),
                BadLine.of(
                                "publishing what lacks what it needs",
                                line(Uuid7.next(), "MOVIE", "").replace("false", "true"))
                        .gets(409, "not-publishable", "a name"),
                BadLine.of(
                                "a country that is none",
                                line(Uuid7.next(), "MOVIE", "")
                                        .replace(
                                                "[]",
                                                "[{\"country\": \"XX\", \"from\": \"2026-01-01T00:00:00Z\"}]"))
                        .gets(422, "invalid-title", "/availability/0/country", "ISO 3166-1"));
    }

    private static String titled(String name) {
        return line(Uuid7.next(), "MOVIE", CatalogBadRequests.name(name));
    }

    private static String placed(String kind, UUID parent) {
        return line(Uuid7.next(), kind, "")
                .replace(
                        "\"metadata\"",
                        "\"parent\": \"" + parent + "\", \"number\": 1, \"metadata\"");
    }
}
