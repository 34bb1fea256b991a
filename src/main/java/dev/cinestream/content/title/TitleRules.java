package dev.cinestream.content.title;

import dev.cinestream.content.AgeRating;
import dev.cinestream.content.Artwork;
import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.Credit;
import dev.cinestream.content.LocalizedText;
import dev.cinestream.content.TitleKind;
import dev.cinestream.content.TitleMetadata;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Bounds of everything an editor may write about a title. Each problem is a JSON pointer and what would be right.
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

    static List<String> problemsOf(TitleMetadata metadata) {
        List<String> problems = new ArrayList<>();
        texts(metadata.texts(), problems);
        range("/metadata/year", metadata.year(), FIRST_YEAR, LAST_YEAR, problems);
        range("/metadata/runtimeSeconds", metadata.runtimeSeconds(), 1, LONGEST_RUNTIME, problems);
        words("/metadata/genres", metadata.genres(), problems);
        words("/metadata/tags", metadata.tags(), problems);
        credits(metadata.credits(), problems);
        ageRating(metadata.ageRating(), problems);
        if (metadata.originalLanguage() != null) {
            language("/metadata/originalLanguage", metadata.originalLanguage(), problems);
        }
        languages("/metadata/audioLanguages", metadata.audioLanguages(), problems);
        languages("/metadata/subtitleLanguages", metadata.subtitleLanguages(), problems);
        artwork(metadata.artwork(), problems);
        return problems;
    }

    static List<String> problemsOf(List<AvailabilityWindow> windows) {
        List<String> problems = new ArrayList<>();
        size("/windows", windows.size(), MOST_WINDOWS, problems);
        for (int i = 0; i < windows.size(); i++) {
            AvailabilityWindow window = windows.get(i);
            if (!COUNTRIES.contains(window.country())) {
                problems.add(
                        "/windows/"
                                + i
                                + "/country: must be an ISO 3166-1 country in two capitals");
            }
            if (window.until() != null && !window.from().isBefore(window.until())) {
                problems.add("/windows/" + i + "/until: must be after from");
            }
        }
        return problems;
    }

    static List<String> problemsOfReason(String reason) {
        List<String> problems = new ArrayList<>();
        text("/reason", reason, LONGEST_REASON, problems);
        return problems;
    }

    static void checkNumber(TitleKind kind, @Nullable Integer number, List<String> problems) {
        if (kind.parent() == null && number != null) {
            problems.add("/number: only seasons and episodes have one");
        } else if (kind.parent() != null && (number == null || number < 0 || number > 100_000)) {
            problems.add("/number: must be from 0 to 100000");
        }
    }

    private static void texts(Map<String, LocalizedText> texts, List<String> problems) {
        size("/metadata/texts", texts.size(), MOST_LANGUAGES, problems);
        texts.forEach((tag, text) -> {
            String pointer = "/metadata/texts/" + tag;
            language(pointer, tag, problems);
            text(pointer + "/name", text.name(), LONGEST_NAME, problems);
            if (text.synopsis() != null) {
                text(pointer + "/synopsis", text.synopsis(), LONGEST_SYNOPSIS, problems);
            }
        });
    }

    private static void credits(List<Credit> credits, List<String> problems) {
        size("/metadata/credits", credits.size(), MOST_CREDITS, problems);
        for (int i = 0; i < credits.size(); i++) {
            Credit credit = credits.get(i);
            String pointer = "/metadata/credits/" + i;
            text(pointer + "/person", credit.person(), LONGEST_NAME, problems);
            word(pointer + "/role", credit.role(), problems);
            if (credit.character() != null) {
                text(pointer + "/character", credit.character(), LONGEST_NAME, problems);
            }
        }
    }

    private static void ageRating(@Nullable AgeRating rating, List<String> problems) {
        if (rating != null) {
            text("/metadata/ageRating/system", rating.system(), LONGEST_WORD, problems);
            text("/metadata/ageRating/value", rating.value(), LONGEST_WORD, problems);
            range("/metadata/ageRating/minimumAge", rating.minimumAge(), 0, HIGHEST_AGE, problems);
        }
    }

    private static void artwork(List<Artwork> artwork, List<String> problems) {
        size("/metadata/artwork", artwork.size(), MOST_ARTWORK, problems);
        for (int i = 0; i < artwork.size(); i++) {
            Artwork each = artwork.get(i);
            String pointer = "/metadata/artwork/" + i;
            if (!ARTWORK_KINDS.contains(each.kind())) {
                problems.add(pointer + "/kind: must be poster, backdrop, logo or still");
            }
            if (!URI.matcher(each.uri()).matches()) {
                problems.add(
                        pointer + "/uri: must be an absolute https URI of at most 2000 characters");
            }
            range(pointer + "/width", each.width(), 1, WIDEST, problems);
            range(pointer + "/height", each.height(), 1, WIDEST, problems);
        }
    }

    private static void words(String pointer, List<String> words, List<String> problems) {
        size(pointer, words.size(), MOST_WORDS, problems);
        if (new HashSet<>(words).size() < words.size()) {
            problems.add(pointer + ": each may stand there once");
        }
        for (int i = 0; i < words.size(); i++) {
            word(pointer + "/" + i, words.get(i), problems);
        }
    }

    private static void word(String pointer, String word, List<String> problems) {
        if (word.length() > LONGEST_WORD || !WORD.matcher(word).matches()) {
            problems.add(
                    pointer
                            + ": must be lower case words with hyphens between, at most "
                            + LONGEST_WORD
                            + " characters");
        }
    }

    private static void languages(String pointer, List<String> tags, List<String> problems) {
        size(pointer, tags.size(), MOST_LANGUAGES, problems);
        for (int i = 0; i < tags.size(); i++) {
            language(pointer + "/" + i, tags.get(i), problems);
        }
    }

    private static void language(String pointer, String tag, List<String> problems) {
        try {
            boolean canonical =
                    new Locale.Builder().setLanguageTag(tag).build().toLanguageTag().equals(tag);
            if (!canonical || tag.isEmpty() || tag.equals("und")) {
                problems.add(pointer + ": must be a BCP 47 language tag such as en or pt-BR");
            }
        } catch (IllformedLocaleException _) {
            problems.add(pointer + ": must be a BCP 47 language tag such as en or pt-BR");
        }
    }

    private static void text(String pointer, String text, int longest, List<String> problems) {
        if (text.isBlank() || text.length() > longest) {
            problems.add(pointer + ": must have 1 to " + longest + " characters");
        } else if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            problems.add(pointer + ": must not contain control characters");
        }
    }

    private static void range(
            String pointer, @Nullable Integer number, int least, int most, List<String> problems) {
        if (number != null && (number < least || number > most)) {
            problems.add(pointer + ": must be from " + least + " to " + most);
        }
    }

    private static void size(String pointer, int size, int most, List<String> problems) {
        if (size > most) {
            problems.add(pointer + ": at most " + most);
        }
    }
}
