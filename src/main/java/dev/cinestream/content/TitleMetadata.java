package dev.cinestream.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is said about a title. A draft may lack most of it; lists are never null.
///
/// @param texts name and synopsis by BCP 47 language tag
/// @param year of first release
/// @param runtimeSeconds of the main feature; null for a series or season
/// @param genres lower case, for example `science-fiction`
/// @param originalLanguage BCP 47
/// @param audioLanguages BCP 47
/// @param subtitleLanguages BCP 47
public record TitleMetadata(
        Map<String, LocalizedText> texts,
        @Nullable Integer year,
        @Nullable Integer runtimeSeconds,
        List<String> genres,
        List<String> tags,
        List<Credit> credits,
        @Nullable AgeRating ageRating,
        @Nullable String originalLanguage,
        List<String> audioLanguages,
        List<String> subtitleLanguages,
        List<Artwork> artwork) {

    @SuppressWarnings("NullAway") // JSON may leave lists out
    public TitleMetadata {
        texts =
                texts == null
                        ? Map.of()
                        : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        genres = copy(genres);
        tags = copy(tags);
        credits = copy(credits);
        audioLanguages = copy(audioLanguages);
        subtitleLanguages = copy(subtitleLanguages);
        artwork = copy(artwork);
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
