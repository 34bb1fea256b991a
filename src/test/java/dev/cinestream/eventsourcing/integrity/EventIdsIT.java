package dev.cinestream.eventsourcing.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.integrity.EventIds.Place;
import dev.cinestream.eventsourcing.integrity.EventIds.Suspects;
import dev.cinestream.eventsourcing.log.Uuid7;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// An event id that is there twice (CS-7).
class EventIdsIT {

    @Test
    void an_id_is_found_twice_among_many_in_several_files() {
        try (var ids = new EventIds(2_000_000)) {
            UUID twice = Uuid7.next();
            ids.add(twice, new Place(3, 5_000_000_000L));
            for (int i = 0; i < 200_000; i++) {
                ids.add(Uuid7.next(), new Place(1, i));
            }
            ids.add(twice, new Place(400, 8));

            assertThat(ids.twice(10))
                    .containsExactly(new Suspects(new Place(3, 5_000_000_000L), new Place(400, 8)));
        }
    }

    @Test
    void ids_that_differ_are_no_suspects() {
        try (var ids = new EventIds(1)) {
            for (int i = 0; i < 100_000; i++) {
                ids.add(Uuid7.next(), new Place(0, i));
            }
            assertThat(ids.twice(10)).isEmpty();
        }
    }

    @Test
    void no_more_are_named_than_asked_for() {
        try (var ids = new EventIds(1)) {
            UUID id = Uuid7.next();
            for (int i = 0; i < 100; i++) {
                ids.add(id, new Place(0, i));
            }
            assertThat(ids.twice(7)).hasSize(7);
        }
    }
}
