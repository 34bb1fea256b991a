package dev.cinestream.eventsourcing.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.eventsourcing.schema.EventCodec.UnserialisableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Wire names, and the way from an old version to today's (CS-8).
class EventTypesTest {

    private static final EventTypes<Event> TYPES =
            EventTypes.of(Event.class)
                    .type("test.paid.v3", Paid.class)
                    .upcast(
                            "test.paid.v2",
                            "test.paid.v3",
                            json -> json.put("currency", json.path("country").asText("EU") + "R"))
                    .upcast(
                            "test.paid.v1",
                            "test.paid.v2",
                            json -> json.put("cents", json.path("euros").asLong() * 100));

    private final EventCodec codec = new EventCodec(List.of());

    sealed interface Event {}

    record Paid(long cents, String currency) implements Event {}

    @Test
    void an_event_two_versions_old_goes_through_both_upcasters_in_order() {
        assertThat(read("test.paid.v1", "{\"euros\":7,\"country\":\"EU\"}"))
                .isEqualTo(new Paid(700, "EUR"));
    }

    @Test
    void todays_event_goes_through_none() {
        assertThat(read("test.paid.v3", "{\"cents\":7,\"currency\":\"SEK\"}"))
                .isEqualTo(new Paid(7, "SEK"));
    }

    @Test
    void what_a_newer_version_added_is_skipped() {
        assertThat(read("test.paid.v3", "{\"cents\":7,\"currency\":\"SEK\",\"tip\":1}"))
                .isEqualTo(new Paid(7, "SEK"));
    }

    @Test
    void an_unknown_name_and_an_old_payload_that_is_no_object_are_refused() {
        assertThatThrownBy(() -> read("test.refunded.v1", "{}"))
                .isInstanceOf(UnserialisableException.class);
        assertThatThrownBy(() -> read("test.paid.v1", "[]"))
                .isInstanceOf(UnserialisableException.class);
    }

    @Test
    void a_name_is_declared_once() {
        assertThatThrownBy(() -> TYPES.type("test.paid.v3", Paid.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TYPES.upcast("test.paid.v1", "test.paid.v3", json -> json))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Event read(String name, String json) {
        return codec.readEvent(TYPES, name, json.getBytes(StandardCharsets.UTF_8), _ -> null);
    }
}
