package dev.cinestream.content.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One letter wrong is forgiven (CS-2).
class TyposTest {

    @ParameterizedTest
    @ValueSource(strings = {"ghsot", "ghos", "ghoost", "gost", "xghost", "whost"})
    void a_word_with_one_letter_wrong_may_mean_the_word(String typed) {
        assertThat(Typos.of(typed)).contains("ghost");
    }

    @Test
    void two_letters_wrong_are_another_word() {
        assertThat(Typos.of("ghoul")).doesNotContain("ghost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"the", "symphonie", "हिन्दी"})
    void short_and_long_words_and_other_alphabets_are_left_to_likeness(String word) {
        assertThat(Typos.of(word)).isEmpty();
    }
}
