package dev.cinestream.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    private static final List<String> THERE_IS = List.of("en", "de", "pt-BR", "zh-Hant");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | de",
                "de-AT | de",
                "fr, de;q=0.5 | de",
                "de;q=0.2, en;q=0.9 | en",
                "pt | pt-BR",
                "PT-br | pt-BR",
                "zh-Hant-TW | zh-Hant",
                "* | en",
                "fr;q=1, *;q=0.1 | en",
                "de;q=0 | en",
                "fr | en",
                "de;q=abc | en",
                ";;;,, | en",
                "de;q=5 | en"
            })
    void the_best_of_what_there_is(String acceptLanguage, String best) {
        assertThat(Languages.best(acceptLanguage, THERE_IS, "en")).isEqualTo(best);
    }
}
