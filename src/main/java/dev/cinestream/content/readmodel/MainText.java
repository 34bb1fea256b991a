package dev.cinestream.content.readmodel;

import dev.cinestream.content.LocalizedText;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.platform.http.Languages;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The name and synopsis for a reader whose language there is not: those in the original language, else in English, else
/// in the first by tag.
public final class MainText {

    private static final String LINGUA_FRANCA = "en";

    private MainText() {}

    /// Null when there is none at all.
    public static Map.@Nullable Entry<String, LocalizedText> of(TitleMetadata metadata) {
        return best(metadata, null);
    }

    /// The text the reader likes best of those there are.
    public static Map.@Nullable Entry<String, LocalizedText> best(
            TitleMetadata metadata, @Nullable String acceptLanguage) {
        var texts = new TreeMap<>(metadata.texts());
        if (texts.isEmpty()) {
            return null;
        }
        String tag =
                Languages.best(
                        acceptLanguage,
                        texts.keySet(),
                        otherwise(metadata, texts.navigableKeySet()));
        LocalizedText text = texts.get(tag);
        return text == null ? null : Map.entry(tag, text);
    }

    private static String otherwise(TitleMetadata metadata, NavigableSet<String> tags) {
        String original = metadata.originalLanguage();
        String liked = original == null ? LINGUA_FRANCA : original + "," + LINGUA_FRANCA + ";q=0.5";
        return Languages.best(liked, tags, tags.first());
    }
}
