package dev.cinestream.content.readmodel;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Letters of other alphabets, and Latin ones that do not decompose, as plain Latin ones. Rough on purpose: it serves to
/// compare, so that `Потёмкин` is found by `potemkin`, and so that likeness, which counts letters as the database's locale
/// knows them, counts these everywhere.
final class LatinLetters {

    private static final Map<Integer, String> LATIN = new HashMap<>();

    static {
        add("ß ss æ ae œ oe ø o đ d ð d þ th ł l ı i ħ h ŧ t");
        add(
                "а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh");
        add("ц ts ч ch ш sh щ shch ы y э e ю yu я ya і i є e ґ g ђ d ј j љ lj њ nj ћ c џ dz ѕ dz");
        add("α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y");
        add("φ f χ ch ψ ps ω o");
        LATIN.put((int) 'ь', "");
        LATIN.put((int) 'ъ', "");
    }

    private LatinLetters() {}

    /// Null when the letter stays as it is.
    static @Nullable String of(int letter) {
        return letter < 0x80 ? null : LATIN.get(letter);
    }

    private static void add(String pairs) {
        String[] each = pairs.split(" ", -1);
        for (int i = 0; i < each.length; i += 2) {
            LATIN.put(each[i].codePointAt(0), each[i + 1]);
        }
    }
}
