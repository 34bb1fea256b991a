package dev.cinestream.platform.http;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the caller reads best: `Accept-Language` (RFC 9110, 12.5.4) against what there is (RFC 4647 lookup).
public final class Languages {

    private static final int LONGEST = 1_000;

    private Languages() {}

    /// The best of the available language tags.
    ///
    /// @param acceptLanguage the header; malformed counts as absent, as a server may do with a preference
    /// @param available BCP 47 tags, in the order of our own liking
    /// @param otherwise when nothing fits
    public static String best(
            @Nullable String acceptLanguage, Collection<String> available, String otherwise) {
        List<Locale.LanguageRange> ranges = ranges(acceptLanguage);
        if (ranges.isEmpty() || available.isEmpty()) {
            return otherwise;
        }
        String match = Locale.lookupTag(ranges, available);
        if (match == null) {
            match = firstExtending(ranges, available);
        }
        if (match == null) {
            return otherwise;
        }
        for (String tag : available) {
            if (tag.equalsIgnoreCase(match)) {
                return tag; // as it was given, not as lookup wrote it
            }
        }
        return match;
    }

    /// The ranges in order of liking, those with weight 0 left out; none when there is no readable header.
    public static List<Locale.LanguageRange> ranges(@Nullable String acceptLanguage) {
        if (acceptLanguage == null
                || acceptLanguage.isBlank()
                || acceptLanguage.length() > LONGEST) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage.replaceAll("\\s+", "")).stream()
                    .filter(range -> range.getWeight() > 0)
                    .toList();
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    /// Someone who reads `pt` also reads `pt-BR`, and `*` reads whatever comes first.
    private static @Nullable String firstExtending(
            List<Locale.LanguageRange> ranges, Collection<String> available) {
        for (Locale.LanguageRange range : ranges) {
            for (String tag : available) {
                String wanted = range.getRange();
                if (wanted.equals("*") || tag.toLowerCase(Locale.ROOT).startsWith(wanted + "-")) {
                    return tag;
                }
            }
        }
        return null;
    }
}
