package dev.cinestream.content.readmodel;

import dev.cinestream.content.TitleKind;
import dev.cinestream.content.title.TitleState.Standing;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which titles a listing has.
///
/// @param kinds any of these; none for all kinds
/// @param genres all of these
/// @param parent what they lie directly under; null for those that stand alone
public record TitleFilter(
        List<TitleKind> kinds,
        List<String> genres,
        @Nullable Integer yearFrom,
        @Nullable Integer yearTo,
        @Nullable UUID parent,
        @Nullable Standing standing) {

    public TitleFilter {
        kinds = List.copyOf(kinds);
        genres = List.copyOf(genres);
    }

    /// All conditions, joined.
    String condition(Bound bound) {
        return fixed(bound) + " and " + ofKind() + " and " + ofYear(bound);
    }

    /// Those that no facet varies: to choose one more genre is to add to those chosen.
    String fixed(Bound bound) {
        var all = new StringBuilder("t.parent ");
        all.append(parent == null ? "is null" : "= " + bound.add(parent) + "::uuid");
        if (!genres.isEmpty()) {
            String[] names = genres.toArray(String[]::new);
            all.append(" and t.genres @> ").append(bound.add(names)).append("::text[]");
        }
        if (standing != null) {
            all.append(" and t.standing = ").append(bound.add(standing.name())).append("::text");
        }
        return all.toString();
    }

    String ofKind() {
        return ofKind(kinds);
    }

    static String ofKind(List<TitleKind> kinds) {
        return kinds.isEmpty()
                ? "true"
                : kinds.stream()
                        .map(kind -> "'" + kind.name() + "'")
                        .collect(Collectors.joining(", ", "t.kind in (", ")"));
    }

    /// In the words of the index by year; a year that is not known lies in no span.
    String ofYear(Bound bound) {
        if (yearFrom == null && yearTo == null) {
            return "true";
        }
        String from = bound.add(yearFrom == null ? Integer.valueOf(1) : yearFrom);
        String to = bound.add(yearTo == null ? Integer.valueOf(Integer.MAX_VALUE) : yearTo);
        return "coalesce(t.year, 0) between %s::integer and %s::integer and t.year is not null"
                .formatted(from, to);
    }
}
