package dev.cinestream.content.readmodel;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;

/// Text folded to what a search compares: lower case, plain letters without accents, no punctuation, words with one space
/// between. `Amélie Poulain’s Größe` is `amelie poulains grosse`.
///
/// Done here and not in Postgres, so that the same event gives the same row whatever the database's locale and dictionaries
/// are, and so that a folded word holds nothing that `tsquery` or `like` would take for syntax.
final class SearchText {

    private static final int LONGEST_WORD = 60;

    /// Written without spaces: each character counts as a word.
    private static final Set<UnicodeScript> UNSPACED =
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

    private static final String APOSTROPHES = "'’‘ʼ`´";

    private SearchText() {}

    static String folded(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var folded = new StringBuilder(apart.length());
        apart.codePoints().forEach(c -> fold(Character.toLowerCase(c), folded));
        return Normalizer.normalize(folded, Normalizer.Form.NFC).strip();
    }

    /// The words of a folded text.
    static List<String> words(String folded) {
        return folded.isEmpty()
                ? List.of()
                : List.of(folded.split(" ")).stream().map(SearchText::bounded).toList();
    }

    private static void fold(int c, StringBuilder folded) {
        String plain = LatinLetters.of(c);
        if (plain != null) {
            folded.append(plain);
        } else if (Character.isLetterOrDigit(c) && APOSTROPHES.indexOf(c) < 0) {
            boolean unspaced = UNSPACED.contains(UnicodeScript.of(c));
            if (unspaced) {
                space(folded);
            }
            folded.appendCodePoint(c);
            if (unspaced) {
                space(folded);
            }
        } else if (isMark(c)) {
            keepUnlessAccent(c, folded);
        } else if (APOSTROPHES.indexOf(c) < 0) {
            space(folded);
        }
    }

    /// Accents and vowel points go; marks that a script spells with stay.
    private static void keepUnlessAccent(int c, StringBuilder folded) {
        boolean accent =
                (c >= 0x0300 && c <= 0x036F)
                        || (c >= 0x0591 && c <= 0x05C7)
                        || (c >= 0x064B && c <= 0x065F)
                        || c == 0x0670
                        || (c >= 0x1AB0 && c <= 0x1AFF)
                        || (c >= 0x20D0 && c <= 0x20FF);
        if (accent) {
            return;
        }
        int last = folded.length() - 1;
        if (last >= 0 && folded.charAt(last) == ' ') {
            folded.setLength(last);
            folded.appendCodePoint(c).append(' ');
        } else {
            folded.appendCodePoint(c);
        }
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static void space(StringBuilder folded) {
        if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
        }
    }

    private static String bounded(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST_WORD
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST_WORD));
    }
}
