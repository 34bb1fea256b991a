package dev.cinestream.platform.json;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a place of a request expects, in words for its sender.
///
/// @param words after "Expected"
/// @param allowed the allowed values when they can be listed, otherwise the form in words
public record Expected(String words, Object allowed) {

    public static Expected of(@Nullable Class<?> type) {
        if (type != null && type.isEnum()) {
            return oneOf(type.getEnumConstants());
        }
        String words = words(type);
        return new Expected(words, words);
    }

    public String sentence() {
        return "Expected " + words;
    }

    private static Expected oneOf(Object[] constants) {
        List<String> names = new ArrayList<>();
        for (Object constant : constants) {
            names.add(((Enum<?>) constant).name());
        }
        return new Expected("one of " + String.join(", ", names), names);
    }

    private static String words(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type == String.class) {
            return "a text in quotes";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == short.class) {
            return "an integer of 32 bits";
        }
        if (type == long.class || type == Long.class) {
            return "an integer of 64 bits";
        }
        if (type == double.class || type == Double.class || type == BigDecimal.class) {
            return "a number";
        }
        if (type == UUID.class) {
            return "a UUID, for example 0197c9a4-7d1c-7a52-9c6e-3f0d3c1f2b11";
        }
        if (type == Instant.class || type == OffsetDateTime.class) {
            return "an RFC 3339 time, for example 2026-01-31T12:00:00Z";
        }
        if (type == LocalDate.class) {
            return "a date, for example 2026-01-31";
        }
        if (type == Year.class) {
            return "a year, for example 1927";
        }
        if (type == Duration.class) {
            return "an ISO 8601 duration, for example PT1H30M";
        }
        if (type == URI.class) {
            return "a URI";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray()
                ? "a list"
                : type.isRecord() || Map.class.isAssignableFrom(type) || type.isInterface()
                        ? "an object"
                        : "another value";
    }
}
