package dev.cinestream.eventsourcing.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.privacy.SubjectKey;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A state may be made of sealed parts, and is read as what it was written (CS-8).
class SealedTypesTest {

    private final EventCodec codec = new EventCodec(List.of(State.class));

    sealed interface State {
        record Nothing() implements State {}

        record Garage(Vehicle best, List<Vehicle> others, ZoneId zone) implements State {}
    }

    sealed interface Vehicle {
        record Bike() implements Vehicle {}

        sealed interface Powered extends Vehicle {}

        record Car(Fuel fuel) implements Powered {}
    }

    sealed interface Fuel {
        record Diesel(int litres) implements Fuel {}

        record Battery(int percent) implements Fuel {}
    }

    @Test
    void sealed_interfaces_are_found_however_deep_and_others_sealed_types_are_not() {
        assertThat(SealedTypes.in(State.class))
                .containsExactlyInAnyOrder(
                        State.class, Vehicle.class, Vehicle.Powered.class, Fuel.class);
    }

    @Test
    void a_state_of_sealed_parts_survives_with_their_simple_names() {
        State garage =
                new State.Garage(
                        new Vehicle.Car(new Fuel.Battery(80)),
                        List.of(new Vehicle.Bike(), new Vehicle.Car(new Fuel.Diesel(3))),
                        ZoneId.of("Europe/Berlin"));

        byte[] bytes = codec.write(garage, State.class, SealedTypesTest::nobodysKey);

        assertThat(new String(bytes, UTF_8))
                .isEqualTo(
                        "{\"state\":\"Garage\",\"best\":{\"state\":\"Car\",\"fuel\":{\"state\":\"Battery\",\"percent\":80}},"
                                + "\"others\":[{\"state\":\"Bike\"},{\"state\":\"Car\",\"fuel\":{\"state\":\"Diesel\",\"litres\":3}}],"
                                + "\"zone\":\"Europe/Berlin\"}");
        assertThat(codec.readState(State.class, bytes, SealedTypesTest::nobodysKey))
                .isEqualTo(garage);
    }

    private static SubjectKey nobodysKey(UUID person) {
        throw new AssertionError("nothing here is about a person: " + person);
    }
}
