package dev.cinestream.user.household;

import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import dev.cinestream.user.Countries;
import dev.cinestream.user.LanguageTags;
import java.util.ArrayList;
import java.util.List;

/// Bounds of what may be said of a profile. Each flaw says where and what would be right.
public final class ProfileRules {

    /// The pictures that applications have.
    public static final List<String> AVATARS =
            List.of(
                    "fox",
                    "owl",
                    "whale",
                    "bear",
                    "cat",
                    "hedgehog",
                    "comet",
                    "lantern",
                    "oak",
                    "wave",
                    "robot",
                    "kite");

    /// No title is for older ones only.
    public static final int HIGHEST_AGE = 21;

    /// No child is older.
    public static final int HIGHEST_AGE_OF_KIDS = 12;

    private static final int LONGEST_NAME = 40;
    private static final int MOST_LANGUAGES = 20;

    private ProfileRules() {}

    static List<Flaw> flawsOf(ProfileSettings settings) {
        List<Flaw> flaws = new ArrayList<>();
        String name = settings.name().text();
        if (name == null
                || name.isBlank()
                || name.length() > LONGEST_NAME
                || name.codePoints().anyMatch(Character::isISOControl)) {
            flaws.add(
                    new Flaw(
                            "/name",
                            "must have 1 to "
                                    + LONGEST_NAME
                                    + " characters, none of them control characters"));
        }
        if (!AVATARS.contains(settings.avatar())) {
            flaws.add(new Flaw("/avatar", "must be one of " + String.join(", ", AVATARS)));
        }
        languages(settings.languages(), flaws);
        int highest = settings.kids() ? HIGHEST_AGE_OF_KIDS : HIGHEST_AGE;
        if (settings.maturityLimit() < 0 || settings.maturityLimit() > highest) {
            flaws.add(
                    new Flaw(
                            "/maturityLimit",
                            "must be from 0 to " + highest + (settings.kids() ? " for kids" : "")));
        }
        return flaws;
    }

    static List<Flaw> flawsOf(String country) {
        return Countries.isOne(country)
                ? List.of()
                : List.of(new Flaw("/country", Countries.EXPECTED));
    }

    private static void languages(ProfileLanguages languages, List<Flaw> flaws) {
        language("/languages/ui", languages.ui(), flaws);
        languages("/languages/audio", languages.audio(), flaws);
        languages("/languages/subtitles", languages.subtitles(), flaws);
    }

    private static void languages(String pointer, List<String> tags, List<Flaw> flaws) {
        if (tags.size() > MOST_LANGUAGES) {
            flaws.add(new Flaw(pointer, "at most " + MOST_LANGUAGES));
            return;
        }
        for (int i = 0; i < tags.size(); i++) {
            language(pointer + "/" + i, tags.get(i), flaws);
        }
    }

    private static void language(String pointer, String tag, List<Flaw> flaws) {
        if (!LanguageTags.isOne(tag)) {
            flaws.add(new Flaw(pointer, LanguageTags.EXPECTED));
        }
    }
}
