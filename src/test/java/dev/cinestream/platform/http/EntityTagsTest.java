package dev.cinestream.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @Test
    void a_revision_comes_back_from_its_tag() {
        assertThat(EntityTags.revisionOf(EntityTags.of(42))).isEqualTo(42);
        assertThat(EntityTags.revisionOf(EntityTags.of(42, "zh-Hant-TW"))).isEqualTo(42);
    }

    @Test
    void another_language_is_another_tag() {
        assertThat(EntityTags.isKnown(EntityTags.of(42, "de"), EntityTags.of(42, "en"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "W/\"42\"",
                "*",
                "\"\"",
                "\"-1\"",
                "\"042\"",
                "\"x\"",
                "\"1\",\"2\"",
                "\"9999999999999999999\""
            })
    void what_is_not_one_strong_tag_of_ours_is_refused(String ifMatch) {
        assertThatThrownBy(() -> EntityTags.revisionOf(ifMatch))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("invalid-header"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "W/\"a\"", "\"b\", W/\"a\"", "*", "\"b\",\"a\""})
    void a_tag_in_the_list_is_known_weak_or_strong(String ifNoneMatch) {
        assertThat(EntityTags.isKnown(ifNoneMatch, "\"a\"")).isTrue();
        assertThat(EntityTags.isKnown(ifNoneMatch, "W/\"a\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"b\"", "a", "", "\"ab\""})
    void another_tag_is_not_known(String ifNoneMatch) {
        assertThat(EntityTags.isKnown(ifNoneMatch, "\"a\"")).isFalse();
    }
}
