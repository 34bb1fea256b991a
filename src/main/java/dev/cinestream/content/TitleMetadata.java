package dev.cinestream.content;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, LocalizedText> texts,
        @Nullable Integer year,
        @Nullable Integer runtimeSeconds,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> genres,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> tags,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Credit> credits,
        @Nullable AgeRating ageRating,
        @Nullable String originalLanguage,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> audioLanguages,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> subtitleLanguages,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Artwork> artwork) {

    @SuppressWarnings("NullAway") // JSON may leave lists out
    public TitleMetadata {
        texts = texts == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        genres = copy(genres);
        tags = copy(tags);
        credits = copy(credits);
        audioLanguages = copy(audioLanguages);
        subtitleLanguages = copy(subtitleLanguages);
        artwork = copy(artwork);
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
