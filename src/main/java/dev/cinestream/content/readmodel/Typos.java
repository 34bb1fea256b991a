package dev.cinestream.content.readmodel;

import java.util.LinkedHashSet;
import java.util.Set;

/// The words that somebody who mistyped one letter may have meant: one too many, one too few, a wrong one, or two that
/// changed places.
///
/// Likeness by trigrams forgives these in long words, but hardly in short ones: `ghsot` and `ghost` share a third of theirs,
/// no more than `ghost` and `ghoul`. Of a short word all neighbours can be looked up, some 50 a letter.
final class Typos {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 8;

    private Typos() {}

    /// None when the word is too short to tell what was meant, or long enough to be found by likeness, or not written in
    /// letters that are folded to Latin ones.
    static Set<String> of(String word) {
        Set<String> meant = new LinkedHashSet<>();
        if (word.length() < SHORTEST || word.length() > LONGEST || !isLatin(word)) {
            return meant;
        }
        for (int i = 0; i <= word.length(); i++) {
            String before = word.substring(0, i);
            String after = word.substring(i);
            if (!after.isEmpty()) {
                meant.add(before + after.substring(1));
            }
            if (after.length() > 1) {
                meant.add(before + after.charAt(1) + after.charAt(0) + after.substring(2));
            }
            for (char letter = 'a'; letter <= 'z'; letter++) {
                meant.add(before + letter + after);
                if (!after.isEmpty()) {
                    meant.add(before + letter + after.substring(1));
                }
            }
        }
        meant.remove(word);
        return meant;
    }

    private static boolean isLatin(String word) {
        return word.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }
}
