package dev.cinestream.eventsourcing.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Who asks twice gets the same id (CS-8, CS-9).
class DerivedIdTest {

    @Test
    void an_id_is_for_ever() {
        assertThat(DerivedId.of("a", "b"))
                .isEqualTo(DerivedId.of("a", "b"))
                .isNotEqualTo(DerivedId.of("ab"))
                .isNotEqualTo(DerivedId.of("b", "a"));
        assertThat(DerivedId.of("a", "b"))
                .isEqualTo(UUID.fromString("16275ef0-f5d0-8b9d-99e0-a53277549fda"));
    }

    @Test
    void it_is_a_uuid_of_version_8() {
        assertThat(DerivedId.of("a").version()).isEqualTo(8);
        assertThat(DerivedId.of("a").variant()).isEqualTo(2);
    }
}
