package dev.cinestream.content.readmodel;

import java.util.ArrayList;
import java.util.List;

/// What somebody typed, ready to be searched for. Folded words hold nothing that `tsquery` or `like` would take for syntax.
///
/// @param folded the whole
/// @param allWords a `tsquery`: each of the words, the last of which may be only begun
/// @param words each by itself, the first of them if there are many
record SearchedText(String folded, String allWords, List<Word> words) {

    /// More words than these must be right.
    private static final int MOST_WORDS = 5;

    /// @param exactly a `tsquery`: the word
    /// @param meant a `tsquery`: the word, or in names and people what it may be a typo of
    record Word(String word, String exactly, String meant) {

        private static Word of(String word, boolean last) {
            String exactly = "'" + word + (last ? "':*" : "'");
            var meant = new StringBuilder(exactly);
            Typos.of(word).forEach(other -> meant.append(" | '").append(other).append("':AB"));
            return new Word(word, exactly, meant.toString());
        }
    }

    static SearchedText of(String text) {
        String folded = SearchText.folded(text);
        List<String> words = SearchText.words(folded);
        List<Word> each = new ArrayList<>();
        for (int i = 0; i < Math.min(words.size(), MOST_WORDS); i++) {
            each.add(Word.of(words.get(i), i == words.size() - 1));
        }
        return new SearchedText(folded, "'" + String.join("' & '", words) + "':*", each);
    }
}
