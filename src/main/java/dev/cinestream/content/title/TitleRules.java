package dev.cinestream.content.title;

import dev.cinestream.content.AgeRating;
import dev.cinestream.content.Artwork;
import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.Credit;
import dev.cinestream.content.LocalizedText;
import dev.cinestream.content.TextRules;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Bounds of everything an editor may write about a title. Each flaw says where and what would be right.
final class TitleRules {

    private static final int MOST_LANGUAGES = 100;
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_SYNOPSIS = 10_000;
    private static final int MOST_CREDITS = 500;
    private static final int MOST_WORDS = 50;
    private static final int LONGEST_WORD = 60;
    private static final int MOST_ARTWORK = 50;
    private static final int MOST_WINDOWS = 500;
    private static final int LONGEST_REASON = 500;
    private static final int FIRST_YEAR = 1870;
    private static final int LAST_YEAR = 2200;
    private static final int LONGEST_RUNTIME = 360_000;
    private static final int HIGHEST_AGE = 21;
    private static final int WIDEST = 20_000;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> ARTWORK_KINDS = Set.of("poster", "backdrop", "logo", "still");
    private static final Pattern WORD =
            Pattern.compile("[\\p{Ll}\\p{Lo}\\p{Nd}]+(-[\\p{Ll}\\p{Lo}\\p{Nd}]+)*");
    private static final Pattern URI = Pattern.compile("https://[!-~]{1,2000}");

    private TitleRules() {}

    /// @param root where the metadata stands in what was sent
    static List<Flaw> flawsOf(String root, TitleMetadata metadata) {
        List<Flaw> flaws = new ArrayList<>();
        texts(root, metadata.texts(), flaws);
        range(root + "/year", metadata.year(), FIRST_YEAR, LAST_YEAR, flaws);
        range(root + "/runtimeSeconds", metadata.runtimeSeconds(), 1, LONGEST_RUNTIME, flaws);
        words(root + "/genres", metadata.genres(), flaws);
        words(root + "/tags", metadata.tags(), flaws);
        credits(root, metadata.credits(), flaws);
        ageRating(root, metadata.ageRating(), flaws);
        if (metadata.originalLanguage() != null) {
            TextRules.language(root + "/originalLanguage", metadata.originalLanguage(), flaws);
        }
        languages(root + "/audioLanguages", metadata.audioLanguages(), flaws);
        languages(root + "/subtitleLanguages", metadata.subtitleLanguages(), flaws);
        artwork(root, metadata.artwork(), flaws);
        return flaws;
    }

    static List<Flaw> flawsOf(List<AvailabilityWindow> windows) {
        List<Flaw> flaws = new ArrayList<>();
        size("/windows", windows.size(), MOST_WINDOWS, flaws);
        for (int i = 0; i < windows.size(); i++) {
            AvailabilityWindow window = windows.get(i);
            if (!COUNTRIES.contains(window.country())) {
                flaws.add(
                        new Flaw(
                                "/windows/" + i + "/country",
                                "must be an ISO 3166-1 country in two capitals"));
            }
            if (window.until() != null && !window.from().isBefore(window.until())) {
                flaws.add(new Flaw("/windows/" + i + "/until", "must be after from"));
            }
        }
        return flaws;
    }

    static List<Flaw> flawsOfReason(String reason) {
        List<Flaw> flaws = new ArrayList<>();
        TextRules.text("/reason", reason, LONGEST_REASON, flaws);
        return flaws;
    }

    static void checkNumber(TitleKind kind, @Nullable Integer number, List<Flaw> flaws) {
        if (kind.parent() == null && number != null) {
            flaws.add(new Flaw("/number", "only seasons and episodes have one"));
        } else if (kind.parent() != null && (number == null || number < 0 || number > 100_000)) {
            flaws.add(new Flaw("/number", "must be from 0 to 100000"));
        }
    }

    private static void texts(String root, Map<String, LocalizedText> texts, List<Flaw> flaws) {
        size(root + "/texts", texts.size(), MOST_LANGUAGES, flaws);
        texts.forEach((tag, text) -> {
            String pointer = root + "/texts/" + tag.replace("~", "~0").replace("/", "~1");
            TextRules.language(pointer, tag, flaws);
            TextRules.text(pointer + "/name", text.name(), LONGEST_NAME, flaws);
            if (text.synopsis() != null) {
                TextRules.text(pointer + "/synopsis", text.synopsis(), LONGEST_SYNOPSIS, flaws);
            }
        });
    }

    private static void credits(String root, List<Credit> credits, List<Flaw> flaws) {
        size(root + "/credits", credits.size(), MOST_CREDITS, flaws);
        for (int i = 0; i < credits.size(); i++) {
            Credit credit = credits.get(i);
            String pointer = root + "/credits/" + i;
            TextRules.text(pointer + "/person", credit.person(), LONGEST_NAME, flaws);
            word(pointer + "/role", credit.role(), flaws);
            if (credit.character() != null) {
                TextRules.text(pointer + "/character", credit.character(), LONGEST_NAME, flaws);
            }
        }
    }

    private static void ageRating(String root, @Nullable AgeRating rating, List<Flaw> flaws) {
        if (rating != null) {
            TextRules.text(root + "/ageRating/system", rating.system(), LONGEST_WORD, flaws);
            TextRules.text(root + "/ageRating/value", rating.value(), LONGEST_WORD, flaws);
            range(root + "/ageRating/minimumAge", rating.minimumAge(), 0, HIGHEST_AGE, flaws);
        }
    }

    private static void artwork(String root, List<Artwork> artwork, List<Flaw> flaws) {
        size(root + "/artwork", artwork.size(), MOST_ARTWORK, flaws);
        for (int i = 0; i < artwork.size(); i++) {
            Artwork each = artwork.get(i);
            String pointer = root + "/artwork/" + i;
            if (!ARTWORK_KINDS.contains(each.kind())) {
                flaws.add(new Flaw(pointer + "/kind", "must be poster, backdrop, logo or still"));
            }
            if (!URI.matcher(each.uri()).matches()) {
                flaws.add(
                        new Flaw(
                                pointer + "/uri",
                                "must be an absolute https URI of at most 2000 characters"));
            }
            range(pointer + "/width", each.width(), 1, WIDEST, flaws);
            range(pointer + "/height", each.height(), 1, WIDEST, flaws);
        }
    }

    private static void words(String pointer, List<String> words, List<Flaw> flaws) {
        size(pointer, words.size(), MOST_WORDS, flaws);
        if (new HashSet<>(words).size() < words.size()) {
            flaws.add(new Flaw(pointer, "each may stand there once"));
        }
        for (int i = 0; i < words.size(); i++) {
            word(pointer + "/" + i, words.get(i), flaws);
        }
    }

    private static void word(String pointer, String word, List<Flaw> flaws) {
        if (word.length() > LONGEST_WORD || !WORD.matcher(word).matches()) {
            flaws.add(
                    new Flaw(
                            pointer,
                            "must be lower case words with hyphens between, at most "
                                    + LONGEST_WORD
                                    + " characters"));
        }
    }

    private static void languages(String pointer, List<String> tags, List<Flaw> flaws) {
        size(pointer, tags.size(), MOST_LANGUAGES, flaws);
        for (int i = 0; i < tags.size(); i++) {
            TextRules.language(pointer + "/" + i, tags.get(i), flaws);
        }
    }

    private static void range(
            String pointer, @Nullable Integer number, int least, int most, List<Flaw> flaws) {
        if (number != null && (number < least || number > most)) {
            flaws.add(new Flaw(pointer, "must be from " + least + " to " + most));
        }
    }

    private static void size(String pointer, int size, int most, List<Flaw> flaws) {
        if (size > most) {
            flaws.add(new Flaw(pointer, "at most " + most));
        }
    }
}
