package dev.cinestream.bench;

import dev.cinestream.eventsourcing.log.Checksum;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.Metadata;
import dev.cinestream.eventsourcing.log.Recorded;
import dev.cinestream.eventsourcing.log.Uuid7;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;

/// Events as the command path records them, each the first of a stream of its own, in a category's lanes.
final class FirstEvents {

    private final Lanes lanes;
    private final String category;
    private final String type;
    private final long[] sequences;

    /// @param sequences the last of each lane; moved on by each event
    FirstEvents(Lanes lanes, String category, String type, long[] sequences) {
        this.lanes = lanes;
        this.category = category;
        this.type = type;
        this.sequences = sequences;
    }

    Recorded next(byte[] payload) {
        UUID stream = Uuid7.next();
        UUID id = Uuid7.next();
        int lane = lanes.laneOf(stream);
        long sequence = ++sequences[lane];
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        byte[] checksum =
                Checksum.of(
                        Checksum.none(),
                        id,
                        type,
                        stream,
                        1,
                        lane,
                        sequence,
                        now,
                        "bench",
                        payload);
        return new Recorded(
                new Metadata(
                        id,
                        type,
                        category,
                        stream,
                        1,
                        lane,
                        sequence,
                        now,
                        "bench:" + id,
                        "bench:" + id,
                        "bench",
                        null,
                        HexFormat.of().formatHex(checksum),
                        null),
                payload);
    }
}
