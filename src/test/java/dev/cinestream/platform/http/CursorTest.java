package dev.cinestream.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void a_cursor_comes_back_with_its_keys() {
        UUID id = UUID.fromString("0197c9a4-7d1c-7a52-9c6e-3f0d3c1f2b11");

        Cursor read =
                Cursor.parse(Cursor.of("by-name", "Ünder \"x\"", id).toString(), "by-name", 2);

        assertThat(read).isEqualTo(Cursor.of("by-name", "Ünder \"x\"", id));
        assertThat(read.uuid(1)).isEqualTo(id);
    }

    @Test
    void no_cursor_is_the_first_page() {
        assertThat(Cursor.parse(null, "x", 1)).isNull();
        assertThat(Cursor.parse("", "x", 1)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{}",
                "[\"1\",\"x\"]",
                "[\"1\",\"x\",null]",
                "[\"1\",\"y\",\"k\"]",
                "[\"2\",\"x\",\"k\"]",
                "[\"1\",\"x\",\"k\",\"l\"]",
                "[\"1\",\"x\",\"\\u0000\"]",
                "[\"1\",\"x\",[\"k\"]]",
                "hello"
            })
    void a_cursor_made_up_is_refused(String json) {
        String made = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Cursor.parse(made, "x", 1)).isInstanceOf(ProblemException.class);
    }

    @Test
    void what_is_no_base64_is_refused() {
        assertThatThrownBy(() -> Cursor.parse("%%%", "x", 1)).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_key_that_is_no_number_is_refused_when_one_is_needed() {
        assertThatThrownBy(() -> Cursor.of("x", "k").number(0))
                .isInstanceOf(ProblemException.class);
    }
}
