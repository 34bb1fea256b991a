package dev.cinestream.content.readmodel;

import dev.cinestream.content.Credit;
import dev.cinestream.content.LocalizedText;
import dev.cinestream.content.TitleMetadata;
import java.util.Map;
import java.util.TreeMap;

/// What a title is found by.
///
/// @param sortName its name in the original language, or else in the first there is
/// @param names all names, each between line ends, so that a whole name and the beginning of one can be told by `like`
/// @param document a `tsvector` literal: names weigh most, then people, then genres and tags, then synopses
record SearchDocument(String sortName, String names, String document) {

    private static final int LONGEST_SORT_NAME = 100;

    /// A `tsvector` holds one megabyte; what is beyond these many characters of a part is not found by full text.
    private static final int MOST_OF_A_PART = 40_000;

    /// Postgres counts no further.
    private static final int LAST_POSITION = 16_383;

    static SearchDocument of(TitleMetadata metadata) {
        var names = new StringBuilder("\n");
        var document = new Lexemes();
        var texts = new TreeMap<>(metadata.texts()).values(); // in one order
        for (LocalizedText text : texts) {
            String name = SearchText.folded(text.name());
            names.append(name).append('\n');
            document.add(name, 'A');
        }
        document.nextPart();
        for (Credit credit : metadata.credits()) {
            document.add(SearchText.folded(credit.person()), 'B');
            if (credit.character() != null) {
                document.add(SearchText.folded(credit.character()), 'B');
            }
        }
        document.nextPart();
        metadata.genres().forEach(genre -> document.add(SearchText.folded(genre), 'C'));
        metadata.tags().forEach(tag -> document.add(SearchText.folded(tag), 'C'));
        document.nextPart();
        for (LocalizedText text : texts) {
            if (text.synopsis() != null) {
                document.add(SearchText.folded(text.synopsis()), 'D');
            }
        }
        return new SearchDocument(sortName(metadata), names.toString(), document.literal());
    }

    private static String sortName(TitleMetadata metadata) {
        Map.Entry<String, LocalizedText> main = MainText.of(metadata);
        if (main == null) {
            return "";
        }
        String name = SearchText.folded(main.getValue().name());
        return name.codePointCount(0, name.length()) <= LONGEST_SORT_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_SORT_NAME));
    }

    /// The literal, word by word. Folded words hold nothing that would have to be escaped.
    private static final class Lexemes {
        private final StringBuilder literal = new StringBuilder();
        private int position = 1;
        private int left = MOST_OF_A_PART;

        void nextPart() {
            left = MOST_OF_A_PART;
        }

        void add(String folded, char weight) {
            for (String word : SearchText.words(folded)) {
                left -= word.length();
                if (left < 0) {
                    return;
                }
                literal.append('\'').append(word).append("':");
                literal.append(Math.min(position++, LAST_POSITION)).append(weight).append(' ');
            }
        }

        String literal() {
            return literal.toString();
        }
    }
}
