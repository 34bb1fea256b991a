package dev.cinestream.eventsourcing.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cinestream.Seeded;
import dev.cinestream.eventsourcing.log.Checksum;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes into the outbox comes out of it, to the byte (CS-7).
class OutboxRowTest {

    @Test
    void events_come_out_as_they_went_in() {
        Seeded.forSeeds(
                200,
                random -> {
                    List<Recorded> events = events(random, 1 + random.below(20));

                    OutboxRow row = OutboxRow.decode(3, 7, OutboxRow.encode(events));

                    assertThat(row.events()).hasSameSizeAs(events);
                    for (int i = 0; i < events.size(); i++) {
                        assertThat(row.events().get(i).metadata())
                                .isEqualTo(events.get(i).metadata());
                        assertThat(row.events().get(i).payload())
                                .isEqualTo(events.get(i).payload());
                    }
                    assertThat(OutboxRow.firstRecordedAt(OutboxRow.encode(events)))
                            .isEqualTo(events.getFirst().metadata().recordedAt());
                });
    }

    @Test
    void bytes_that_are_cut_off_are_no_row() {
        Seeded.forSeeds(
                50,
                random -> {
                    byte[] bytes = OutboxRow.encode(events(random, 2));
                    byte[] cut = Arrays.copyOf(bytes, random.below(bytes.length));

                    assertThatThrownBy(() -> OutboxRow.decode(3, 7, cut))
                            .isInstanceOf(RuntimeException.class);
                });
    }

    static List<Recorded> events(Seeded random, int count) {
        List<Recorded> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] payload =
                    "{\"text\":\"%s\"}".formatted("é😀".repeat(random.below(200))).getBytes(UTF_8);
            events.add(new Recorded(metadata(random, i + 1), payload));
        }
        return events;
    }

    private static Metadata metadata(Seeded random, long sequence) {
        return new Metadata(
                random.uuid(),
                random.oneOf("test.counter-raised.v2", "test.counter-signed.v1"),
                "test.counter",
                random.uuid(),
                1 + random.below(1_000_000),
                random.below(64),
                sequence,
                Instant.EPOCH.plus(random.below(Integer.MAX_VALUE) * 1_000_003L, ChronoUnit.MICROS),
                "correlation-" + random.uuid(),
                "",
                random.oneOf("alice", "system:import", "Ædíþ"),
                random.orNull("because"),
                HexFormat.of().formatHex(new byte[Checksum.LENGTH]),
                random.orNull("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }
}
