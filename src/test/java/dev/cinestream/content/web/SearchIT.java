package dev.cinestream.content.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.EmbeddedParts;
import dev.cinestream.platform.identity.TokenVerification;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Titles are found by what people type (CS-2).
@QuarkusTest
@WithTestResource(value = EmbeddedParts.class, scope = TestResourceScope.GLOBAL)
class SearchIT {

    @Inject TokenVerification verification;
    private CatalogClient catalog;

    @BeforeEach
    void client() {
        catalog = new CatalogClient(verification.developmentTokens().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "Die Büchse der Pandora, buchse pandora",
        "Die Büchse der Pandora, BÜCHSE DER PAN",
        "Das Cabinet des Dr. Caligari, cabinet of dr caligary",
        "Das Cabinet des Dr. Caligari, calgiari",
        "Nosferatu – Eine Symphonie des Grauens, nosfertau",
        "Nosferatu – Eine Symphonie des Grauens, nosferato",
        "Sintel, sintle",
        "The Ghost Train, ghsot trian",
        "The Ghost Train, gost trains",
        "Metropolis, metroplis lang",
        "Häxan, haxan",
        "L'Arrivée d'un train, larrivee dun train",
        "Броненосец Потёмкин, потемкин",
        "Броненосец Потёмкин, броненосец потемкен",
        "Броненосец Потёмкин, potemkin",
        "Ο Μέγας Αλέξανδρος, αλεξανδροσ",
        "七人の侍, 侍",
        "हिन्दी फ़िल्म, हिन्दी",
        "100% Wolf_, 100 wolf",
    })
    void accents_case_punctuation_and_typos_are_forgiven(String name, String typed) {
        String cast = ", \"credits\": [{\"person\": \"Fritz Lang\", \"role\": \"director\"}]";
        String id = catalog.movie(name, cast);
        assertThat(catalog.ids("/v1/search?limit=50&q=" + typed)).contains(id);
    }

    @Test
    void the_very_name_comes_before_its_beginning_before_words_anywhere_before_likeness() {
        String word = CatalogClient.word();
        String typo = word.substring(0, 4) + word.charAt(5) + word.charAt(4) + word.substring(6);
        String synopsis =
                catalog.published(
                        catalog.draft(
                                "MOVIE",
                                null,
                                null,
                                """
                                {"texts": {"en": {"name": "Else", "synopsis": "About %s."}}, "originalLanguage": "en",
                                 "ageRating": {"system": "FSK", "value": "12", "minimumAge": 12}}\
                                """
                                        .formatted(word)));
        String like = catalog.movie(typo, "");
        String cast =
                catalog.movie(
                        "Else",
                        ", \"credits\": [{\"person\": \"%s\", \"role\": \"actor\"}]"
                                .formatted(word));
        String inside = catalog.movie("The " + word, "");
        String begins = catalog.movie(word + " returns", "");
        String exact = catalog.movie(word.toUpperCase(Locale.ROOT), "");
        List<String> found = new ArrayList<>(catalog.ids("/v1/search?limit=50&q=" + word));
        found.retainAll(List.of(exact, begins, inside, cast, synopsis, like));
        assertThat(found).containsExactly(exact, begins, inside, cast, synopsis, like);
        assertThat(catalog.ids("/v1/search?limit=50&kind=SERIES&q=" + word)).doesNotContain(exact);
    }

    @Test
    void every_word_must_stand_somewhere_and_the_last_may_be_begun() {
        String word = CatalogClient.word();
        String person = CatalogClient.word();
        String both =
                catalog.movie(
                        "The " + word,
                        ", \"credits\": [{\"person\": \"Ann %s\", \"role\": \"actor\"}]"
                                .formatted(person));
        String query = "/v1/search?q=%s %s".formatted(word, person.substring(0, 5));
        assertThat(catalog.ids(query)).contains(both);
    }

    @Test
    void pages_of_a_search_skip_nothing_and_double_nothing() {
        String word = CatalogClient.word();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(catalog.movie(i % 2 == 0 ? "All about " + word : word + " " + i, ""));
        }
        List<String> read = catalog.pages("/v1/search?limit=2&q=" + word);
        assertThat(read).doesNotHaveDuplicates().containsAll(made);
    }

    @Test
    void a_viewer_finds_no_draft_and_nothing_that_was_withdrawn() {
        String word = CatalogClient.word();
        String draft = catalog.draft("MOVIE", null, null, CatalogClient.metadata(word, ""));
        String gone = catalog.movie(word, "");
        catalog.withdraw(gone);
        assertThat(catalog.ids("/v1/search?q=" + word)).doesNotContain(draft, gone);
        assertThat(catalog.editing("/v1/search?limit=50&q=" + word).jsonPath().getList("items.id"))
                .contains(draft, gone);
    }
}
