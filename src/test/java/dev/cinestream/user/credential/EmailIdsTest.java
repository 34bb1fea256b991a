package dev.cinestream.user.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.privacy.MasterKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/// Which addresses are one (CS-1).
class EmailIdsTest {

    private final EmailIds ids =
            new EmailIds(new MasterKey(Base64.getEncoder().encodeToString(new byte[32])));

    @Test
    void case_and_space_around_make_no_difference() {
        assertThat(ids.of(" Ada@Example.ORG ")).isEqualTo(ids.of("ada@example.org"));
    }

    @Test
    void a_domain_is_the_same_in_letters_and_in_ascii() {
        assertThat(ids.of("ada@bücher.example")).isEqualTo(ids.of("ada@xn--bcher-kva.example"));
    }

    @Test
    void other_addresses_are_others() {
        assertThat(ids.of("ada@example.org")).isNotEqualTo(ids.of("ada@example.com"));
    }

    @Test
    void an_id_is_a_UUID_of_version_8() {
        assertThat(ids.of("ada@example.org").version()).isEqualTo(8);
        assertThat(ids.of("ada@example.org").variant()).isEqualTo(2);
    }

    @Test
    void what_is_no_address_has_an_id_all_the_same() {
        assertThat(ids.of("no address")).isNotNull();
        assertThat(ids.of("a@" + "x".repeat(300))).isNotNull();
    }
}
