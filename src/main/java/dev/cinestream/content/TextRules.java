package dev.cinestream.content;

import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;

/// Bounds of texts and language tags, whoever writes them.
public final class TextRules {

    private TextRules() {}

    public static void language(String pointer, String tag, List<Flaw> flaws) {
        if (!isLanguage(tag)) {
            flaws.add(new Flaw(pointer, "must be a BCP 47 language tag such as en or pt-BR"));
        }
    }

    public static boolean isLanguage(String tag) {
        try {
            return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag().equals(tag)
                    && !tag.isEmpty()
                    && !tag.equals("und");
        } catch (IllformedLocaleException _) {
            return false;
        }
    }

    public static void text(String pointer, String text, int longest, List<Flaw> flaws) {
        if (text.isBlank() || text.length() > longest) {
            flaws.add(new Flaw(pointer, "must have 1 to " + longest + " characters"));
        } else if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            flaws.add(new Flaw(pointer, "must not contain control characters"));
        }
    }
}
