package dev.cinestream.content.readmodel;

import dev.cinestream.content.TitleKind;
import dev.cinestream.content.title.TitleState.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which titles a listing has.
///
/// @param kinds any of these; none for all kinds
/// @param genres all of these
/// @param parent what they lie directly under
public record TitleFilter(
        List<TitleKind> kinds,
        List<String> genres,
        @Nullable Integer yearFrom,
        @Nullable Integer yearTo,
        @Nullable UUID parent,
        @Nullable Standing standing) {

    /// One of the things a listing is narrowed by.
    enum Facet {
        KIND,
        GENRE,
        YEAR,
        COUNTRY
    }

    public TitleFilter {
        kinds = List.copyOf(kinds);
        genres = List.copyOf(genres);
    }

    /// All conditions, joined; those of the facet left out, so that its other values can be counted.
    String condition(@Nullable Facet except, Bound bound) {
        List<String> all = new ArrayList<>();
        if (except != Facet.KIND && !kinds.isEmpty()) {
            String[] names = kinds.stream().map(Enum::name).toArray(String[]::new);
            all.add("t.kind = any(" + bound.add(names) + "::text[])");
        }
        if (!genres.isEmpty()) {
            all.add("t.genres @> " + bound.add(genres.toArray(String[]::new)) + "::text[]");
        }
        if (except != Facet.YEAR && yearFrom != null) {
            all.add("coalesce(t.year, 0) >= " + bound.add(yearFrom) + "::integer");
        }
        if (except != Facet.YEAR && yearTo != null) {
            all.add("t.year <= " + bound.add(yearTo) + "::integer");
        }
        if (parent != null) {
            all.add("t.parent = " + bound.add(parent) + "::uuid");
        }
        if (standing != null) {
            all.add("t.standing = " + bound.add(standing.name()) + "::text");
        }
        return all.isEmpty() ? "true" : String.join(" and ", all);
    }
}
