package dev.cinestream.content.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a search compares (CS-2).
class SearchTextTest {

    @ParameterizedTest
    @CsvSource({
        "Amélie Poulain’s Größe!, amelie poulains grosse",
        "WALL·E, wall e",
        "  Dr.  Mabuse ,dr mabuse",
        "İstanbul, istanbul",
        "Łódź – Ørsted, lodz orsted",
        "Потёмкин, potemkin",
        "Αλέξανδρος, alexandros",
        "七人の侍, 七 人 の 侍",
        "ガメラ, ガ メ ラ",
        "हिन्दी, हिन्दी",
        "שָׁלוֹם, שלום",
        "½, 1 2",
        "㎨, m s2",
        "🎬, ''",
    })
    void text_is_folded(String text, String folded) {
        assertThat(SearchText.folded(text)).isEqualTo(folded);
    }

    @Test
    void what_is_folded_stays_as_it_is_and_holds_no_syntax() {
        Seeded.forSeeds(
                500,
                seeded -> {
                    var text = new StringBuilder();
                    for (int i = 0; i < 30; i++) {
                        text.appendCodePoint(1 + seeded.below(seeded.oneOf(0x80, 0xD7FF)));
                    }
                    String folded = SearchText.folded(text.toString());
                    assertThat(SearchText.folded(folded)).isEqualTo(folded);
                    assertThat(folded)
                            .doesNotContain("'", "\\", "%", "_", "\n", "  ", "&", "|", ":");
                });
    }
}
