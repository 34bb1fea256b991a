package dev.cinestream.user;

import java.util.IllformedLocaleException;
import java.util.Locale;

/// What names a language (BCP 47), written as it should be.
public final class LanguageTags {

    /// What would be right.
    public static final String EXPECTED = "must be a BCP 47 language tag such as en or pt-BR";

    private LanguageTags() {}

    public static boolean isOne(String tag) {
        try {
            return !tag.isEmpty()
                    && new Locale.Builder().setLanguageTag(tag).build().toLanguageTag().equals(tag);
        } catch (IllformedLocaleException _) {
            return false;
        }
    }
}
